using GoNoGo.Comments.Moderation;
using GoNoGo.Platform.Languages;

namespace GoNoGo.Blog.Site;

/// <summary>What a blog says of itself in the <c>site.yaml</c> at the root of its repository. Every part has a default.</summary>
public sealed record SiteSettings
{
    /// <summary>What a blog without a <c>site.yaml</c> has.</summary>
    public static SiteSettings Default { get; } = new();

    /// <summary>The blog's name.</summary>
    public string Title { get; init; } = "A GoNoGo blog";

    /// <summary>One or two sentences on what it is about.</summary>
    public string Description { get; init; } = "";

    /// <summary>Who writes it, where a post does not say.</summary>
    public string? Author { get; init; }

    /// <summary>The language of its pages, a BCP 47 tag.</summary>
    public string Language { get; init; } = "en";

    /// <summary>The zone in which dates without one are meant.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>Posts on one page of a list.</summary>
    public int PostsPerPage { get; init; } = 10;

    /// <summary>The links at the top of each page, in order.</summary>
    public IReadOnlyList<NavigationLink> Navigation { get; init; } = [];

    /// <summary>The address of a logo of the blog's own, a path beginning with a slash.</summary>
    public string? Logo { get; init; }

    /// <summary>CSS colours by role: <c>accent</c>, <c>background</c>, <c>text</c>; hexadecimal, checked.</summary>
    public IReadOnlyDictionary<string, string> Colors { get; init; } = new Dictionary<string, string>();

    /// <summary>The address of a style sheet of the blog's own, a path beginning with a slash.</summary>
    public string? Stylesheet { get; init; }

    /// <summary>Fonts, measures and the like.</summary>
    public SiteTheme Theme { get; init; } = new();

    /// <summary>Whether posts show what was changed about them and when; a post may say otherwise.</summary>
    public bool ShowsHistory { get; init; }

    /// <summary>The folder that holds the posts; null for <c>content/posts</c>.</summary>
    public string? PostsFolder { get; init; }

    /// <summary>The pattern of a post's address, such as <c>/:year/:month/:slug/</c>.</summary>
    public string Permalink { get; init; } = "/posts/:slug/";

    /// <summary>Whether programs that collect texts for training language models are asked to stay away.</summary>
    public bool RefusesAICrawlers { get; init; }

    /// <summary>Under which terms the texts may be used.</summary>
    public string? License { get; init; }

    /// <summary>The languages that there are texts in: the program's under those of the blog's folder <c>languages</c>.</summary>
    public LanguageSet Languages { get; init; } = LanguageSet.BuiltIn;

    /// <summary>Words of mails in place of the built-in ones, by language and key, as they stand in the file.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> MailWords { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, string>>();

    /// <summary>How many days after its publication a post takes no more comments; null for never. A post may say otherwise.</summary>
    public int? CloseCommentsAfterDays { get; init; }

    /// <summary>How comments are looked at before a person reads them.</summary>
    public ModerationPolicy Moderation { get; init; } = ModerationPolicy.Default;

    /// <summary>Who answers for the personal data of commenters (GDPR art. 4(7)).</summary>
    public Controller? Controller { get; init; }
}

/// <summary>A link of the navigation.</summary>
/// <param name="Title">Its text.</param>
/// <param name="Address">A path or an http(s) URL.</param>
public sealed record NavigationLink(string Title, string Address);

/// <summary>The controller's contact, as the privacy notice names it.</summary>
/// <param name="Name">A person or body.</param>
/// <param name="Email">Where to write; shown to readers as given.</param>
/// <param name="Address">The postal address, if given.</param>
public sealed record Controller(string Name, string? Email, string? Address);
