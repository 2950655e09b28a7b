using GoNoGo.Comments;

namespace GoNoGo.Web.Pages;

/// <summary>The page on which a reader reports a comment.</summary>
public sealed record CommentReportModel
{
    /// <summary>What is reported.</summary>
    public required CommentView Comment { get; init; }

    /// <summary>The language of the post where it is not the blog's.</summary>
    public string? Language { get; init; }

    /// <summary>The title of the post.</summary>
    public required string PostTitle { get; init; }

    /// <summary>The address of the comment on its post's page.</summary>
    public required string CommentAddress { get; init; }

    /// <summary>Where the form is sent.</summary>
    public required string Action { get; init; }

    /// <summary>What may be wrong, by code, in words.</summary>
    public required IReadOnlyList<(string Code, string Words)> Reasons { get; init; }

    /// <summary>The code that was chosen.</summary>
    public string? Reason { get; init; }

    /// <summary>The text as typed. Personal.</summary>
    public string Text { get; init; } = "";

    /// <summary>Why the report was not taken, in one sentence.</summary>
    public string? Error { get; init; }

    /// <summary>Whether it was taken.</summary>
    public bool IsSent { get; init; }
}
