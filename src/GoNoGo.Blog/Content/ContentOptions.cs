using System.ComponentModel.DataAnnotations;

namespace GoNoGo.Blog.Content;

/// <summary>Where the posts come from (configuration section <c>GoNoGo:Content</c>).</summary>
public sealed record ContentOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "GoNoGo:Content";

    /// <summary>A path, a <c>file://</c> or <c>https://</c> URL, or an SSH address. Null: a starter blog in the data folder.</summary>
    public string? Repository { get; init; }

    /// <summary>The branch that is followed.</summary>
    [Required]
    public string Branch { get; init; } = "main";

    /// <summary>The folder of the posts; beats <c>posts</c> in site.yaml. Null: site.yaml's, else <c>content/posts</c>.</summary>
    public string? Folder { get; init; }

    /// <summary>Minutes between two looks at the repository; any positive number.</summary>
    [Range(double.Epsilon, double.MaxValue)]
    public double PollMinutes { get; init; } = 5;

    /// <summary>Whether the refs of a local repository are watched, so that a commit shows at once.</summary>
    public bool Watch { get; init; } = true;

    /// <summary>
    /// Whether what is not committed yet shows too: the working tree of a local repository is laid over its branch, for an
    /// author's live preview (<c>--watch</c>). Refused unless the site is on a loopback address.
    /// </summary>
    public bool Preview { get; init; }

    /// <summary>
    /// How many megabytes the smaller forms of pictures may take in the data folder; 0 makes none. Pictures are always served without
    /// what tells of who took them.
    /// </summary>
    [Range(0, 1_048_576)]
    public int PictureMegabytes { get; init; } = 1_024;

    /// <summary>A token for a private repository over HTTPS. Secret; best given as <c>GoNoGo__Content__Token_FILE</c>.</summary>
    public string? Token { get; init; }
}
