using System.Globalization;
using GoNoGo.Blog.Content;
using GoNoGo.Blog.Posts;
using GoNoGo.Blog.Posts.Metadata;
using static GoNoGo.Blog.Content.ContentProblemSeverity;

namespace GoNoGo.Blog.Site;

/// <summary>Takes each setting from the tree of a <c>site.yaml</c>, or its default where it is wrong.</summary>
internal sealed class SiteFileReader
{
    private const int MaxPostsPerPage = 100;
    private const string Refuse = "refuse";

    private static readonly string[] Known =
    [
        "title", "description", "author", "language", "time_zone", "posts_per_page", "navigation", "logo", "colors", "stylesheet",
        "posts", "permalink", "license", "controller", "mail", "comments", "moderation", "ai_crawlers", "theme", "history",
    ];

    private static readonly string[] KnownOfController = ["name", "email", "address"];
    private static readonly string[] KnownColors = ["accent", "background", "text"];
    private static readonly string[] KnownOfComments = ["close_after_days"];

    private readonly MetadataMap map;
    private readonly string path;
    private readonly List<ContentProblem> problems;
    private readonly Fields fields;

    public SiteFileReader(MetadataMap map, string path, List<ContentProblem> problems)
    {
        (this.map, this.path, this.problems) = (map, path, problems);
        fields = new Fields(map, [], path, problems);
    }

    public SiteSettings Read()
    {
        CheckKeys(map, Known);
        var defaults = SiteSettings.Default;
        return new SiteSettings
        {
            Title = Text("title") ?? defaults.Title,
            Description = Text("description") ?? defaults.Description,
            Author = Text("author"),
            Language = Checked("language", LanguageTag.IsKnown, LanguageTag.Expected) ?? defaults.Language,
            TimeZone = TimeZone() ?? defaults.TimeZone,
            PostsPerPage = PostsPerPage() ?? defaults.PostsPerPage,
            Navigation = new NavigationReader(fields).Read(),
            Logo = Checked("logo", IsPath, "a path in this repository that begins with a slash"),
            Colors = Colors(),
            Stylesheet = Checked("stylesheet", IsPath, "a path in this repository that begins with a slash"),
            Theme = Theme(),
            ShowsHistory = fields.Flag(Warning, "history") ?? false,
            PostsFolder = Checked("posts", IsFolder, "a folder of this repository such as content/posts")?.Trim('/'),
            Permalink = Permalink() ?? defaults.Permalink,
            License = Text("license"),
            RefusesAICrawlers = Checked("ai_crawlers", IsAnswer, "allow or refuse") is Refuse,
            Controller = Controller(),
            MailWords = MailWords(),
            CloseCommentsAfterDays = CloseCommentsAfterDays(),
            Moderation = new ModerationReader(path, problems).Read(fields.Find("moderation")),
        };
    }

    private string? Text(string name) => fields.Text(Warning, Fields.Normalize(name));

    private string? Checked(string name, Predicate<string> isRight, string expected)
    {
        if (Text(name) is not { } text || isRight(text))
        {
            return Text(name);
        }

        fields.Wrong(fields.Find(Fields.Normalize(name))!, expected, Warning); // It has a text, so it is there.
        return null;
    }

    private TimeZoneInfo? TimeZone() =>
        Checked("time_zone", id => TimeZoneInfo.TryFindSystemTimeZoneById(id, out _), "an IANA time zone such as Europe/Vienna") is { } id
            ? TimeZoneInfo.FindSystemTimeZoneById(id)
            : null;

    private int? PostsPerPage() =>
        Checked("posts_per_page", text => ParseCount(text) is not null, $"a number from 1 to {MaxPostsPerPage}") is { } text
            ? ParseCount(text)
            : null;

    private string? Permalink()
    {
        if (Text("permalink") is not { } text || PermalinkPattern.TryParse(text, out _, out var problem))
        {
            return Text("permalink");
        }

        var line = fields.Find("permalink")!.Line; // It has a text, so it is there.
        problems.Add(new ContentProblem(path, line, Warning, "wrong_permalink", problem));
        return null;
    }

    private Dictionary<string, string> Colors()
    {
        var colors = new Dictionary<string, string>(StringComparer.Ordinal);
        var entry = fields.Find("colors");
        if (entry is { Value: not MetadataMap })
        {
            fields.Wrong(entry, "a map such as 'accent: \"#0050a0\"'", Warning);
        }

        if (entry?.Value is not MetadataMap inner)
        {
            return colors;
        }

        CheckKeys(inner, KnownColors);
        foreach (var color in inner.Entries.Where(color => KnownColors.Contains(Fields.Normalize(color.Key))))
        {
            if (color.Value is MetadataScalar { Text: var text } && IsHex(text))
            {
                colors[Fields.Normalize(color.Key)] = text;
            }
            else
            {
                fields.Wrong(color, "a colour such as \"#0050a0\", in quotes", Warning);
            }
        }

        return colors;
    }

    private Dictionary<string, IReadOnlyDictionary<string, string>> MailWords()
    {
        var languages = new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.OrdinalIgnoreCase);
        var entry = fields.Find("mail");
        if (entry is { Value: not MetadataMap })
        {
            fields.Wrong(entry, "a map of languages, each a map such as 'reply.subject: \"An answer on {title}\"'", Warning);
        }

        foreach (var language in (entry?.Value as MetadataMap)?.Entries ?? [])
        {
            if (!LanguageTag.IsKnown(language.Key) || language.Value is not MetadataMap words)
            {
                fields.Wrong(language, "a language such as en with a map of words", Warning);
                continue;
            }

            languages[language.Key] = words.Entries
                .Where(word => word.Value is MetadataScalar)
                .ToDictionary(word => word.Key, word => ((MetadataScalar)word.Value).Text, StringComparer.Ordinal);
        }

        return languages;
    }

    private int? CloseCommentsAfterDays()
    {
        if (fields.Find("comments") is not { } entry)
        {
            return null;
        }

        if (entry.Value is not MetadataMap inner)
        {
            fields.Wrong(entry, "a map such as 'close_after_days: 90'", Warning);
            return null;
        }

        CheckKeys(inner, KnownOfComments);
        return CommentPeriod.Read(new Fields(inner, [], path, problems));
    }

    private SiteTheme Theme()
    {
        if (fields.Find("theme") is not { } entry)
        {
            return new SiteTheme();
        }

        if (entry.Value is not MetadataMap inner)
        {
            fields.Wrong(entry, "a map such as 'measure: 38rem'", Warning);
            return new SiteTheme();
        }

        CheckKeys(inner, ThemeReader.Known);
        return new ThemeReader(new Fields(inner, [], path, problems)).Read();
    }

    private Controller? Controller()
    {
        if (fields.Find("controller") is not { } entry)
        {
            return null;
        }

        if (entry.Value is not MetadataMap inner)
        {
            fields.Wrong(entry, "a map with name, email and address", Warning);
            return null;
        }

        CheckKeys(inner, KnownOfController);
        var contact = new Fields(inner, [], path, problems);
        if (contact.Text(Warning, "name") is not { } name)
        {
            fields.Wrong(entry, "a map with at least a name", Warning);
            return null;
        }

        return new Controller(name, contact.Text(Warning, "email"), contact.Text(Warning, "address"));
    }

    private void CheckKeys(MetadataMap inner, string[] known)
    {
        foreach (var entry in inner.Entries.Where(entry => !known.Select(Fields.Normalize).Contains(Fields.Normalize(entry.Key))))
        {
            var message = $"There is no setting '{entry.Key}'; did you mean '{NearestKey.Of(entry.Key, known)}'?";
            problems.Add(new ContentProblem(path, entry.Line, Warning, "unknown_key", message));
        }
    }

    private static int? ParseCount(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= MaxPostsPerPage
            ? count
            : null;

    private static bool IsAnswer(string text) => text is "allow" or Refuse;

    private static bool IsPath(string text) =>
        text.StartsWith('/') && !text.StartsWith("//", StringComparison.Ordinal) && !text.Split('/').Contains("..");

    private static bool IsFolder(string text) => !text.Split('/').Contains("..") && !text.Contains('\\', StringComparison.Ordinal);

    private static bool IsHex(string text) => text is ['#', .. var digits] && (digits.Length is 3 or 6) && digits.All(char.IsAsciiHexDigit);
}
