using GoNoGo.Blog.Content;
using GoNoGo.Blog.Posts.Reading;
using static GoNoGo.Blog.Content.ContentProblemSeverity;

namespace GoNoGo.Blog.Posts.Metadata;

/// <summary>
/// Understands the keys of Hugo, Jekyll, Astro, Docusaurus, Eleventy and Zola. A wrong value of a key that decides whether,
/// when or where a post appears refuses the file, since a guess could publish what its author keeps back; any other wrong
/// value is a warning.
/// </summary>
internal sealed class FrontMatterReader
{
    // Zola and Hugo keep part of the keys below these.
    private static readonly string[] Containers = ["taxonomies", "extra", "params"];
    private static readonly string[] Languages = ["lang", "language", "locale"];

    private readonly Fields fields;
    private readonly TimeZoneInfo zone;
    private readonly string path;
    private readonly ICollection<ContentProblem> problems;

    private FrontMatterReader(MetadataMap map, string path, TimeZoneInfo zone, ICollection<ContentProblem> problems)
    {
        fields = new Fields(map, Containers, path, problems);
        (this.zone, this.path, this.problems) = (zone, path, problems);
    }

    public static FrontMatter Read(MetadataMap map, string path, TimeZoneInfo zone, ICollection<ContentProblem> problems) =>
        new FrontMatterReader(map, path, zone, problems).Read();

    private FrontMatter Read()
    {
        var description = Plain("description", "metadescription", "customexcerpt");
        var (image, imageAlt, imageLine) = ImageReader.Read(fields);
        return new FrontMatter
        {
            Title = Plain("title"),
            Slug = fields.Text(Refused, "slug"),
            Address = Address(),
            Date = Date(),
            Updated = fields.Date(zone, Warning, "updated", "lastmod", "modified", "updateddate", "lastmodifiedat", "lastupdated"),
            Expires = fields.Date(zone, Refused, "expires", "expirydate", "unpublishdate"),
            Draft = fields.Flag(Refused, "draft") ?? IsKeptBack(),
            Tags = Tags(),
            Authors = Distinct(fields.List(ByComma, "authors", "author")),
            Aliases = Distinct(fields.List(ByCommaOrSpace, "aliases", "alias", "redirectfrom")),
            Excerpt = Plain("excerpt", "summary") ?? description,
            Description = description,
            Image = image,
            ImageAlt = imageAlt,
            ImageLine = imageLine,
            Language = Language(),
            TranslationKey = fields.Text(Warning, "translationkey"),
            CanonicalUrl = fields.Text(Warning, "canonicalurl", "canonical"),
            Series = fields.List(text => [text], "series") is [var series, ..] ? series : null,
            History = fields.Flag(Warning, "history"),
            CommentsOpen = CommentsOpen(),
            CloseCommentsAfterDays = CloseCommentsAfterDays(),
            NoIndex = fields.Flag(Warning, "noindex", "unlisted") ?? RobotsForbid(),
        };
    }

    // Other generators write the names of locales, such as en_US.
    private string? Language()
    {
        var tag = fields.Text(Warning, Languages)?.Replace('_', '-');
        if (tag is null || LanguageTag.IsKnown(tag))
        {
            return tag;
        }

        fields.Wrong(fields.Find(Languages)!, LanguageTag.Expected, Warning); // It has a text, so it is there.
        return null;
    }

    private string? Plain(params ReadOnlySpan<string> names) =>
        fields.Text(Warning, names) is { } text && PlainInline.From(text) is { Length: > 0 } plain ? plain : null;

    // Eleventy's `permalink: false` and Jekyll's named styles are no addresses of this one file.
    private string? Address()
    {
        var entry = fields.Find("path", "permalink", "url");
        return entry is null || Fields.AsFlag(entry.Value) is not null ? null : fields.Text(Refused, "path", "permalink", "url");
    }

    // `published` is a date for Hugo and a boolean for Jekyll. Hugo's `publishDate` keeps back what has an earlier `date`.
    private DateTimeOffset? Date()
    {
        var date = fields.Date(zone, Refused, "date");
        var published = fields.Find("published") is { } entry && Fields.AsFlag(entry.Value) is null
            ? fields.Date(zone, Refused, "published")
            : null;
        var publish = fields.Date(zone, Refused, "publishdate", "pubdate", "publishedat", "publisheddate", "datepublished");
        return new[] { date, publish ?? published }.Max() ?? fields.Date(zone, Refused, "created", "createdat");
    }

    private bool IsKeptBack() => fields.Find("published") is { } entry && Fields.AsFlag(entry.Value) is false;

    private IReadOnlyList<string> Tags() => Distinct(
    [
        .. fields.List(ByCommaOrSpace, "tags", "tag"),
        .. fields.List(ByCommaOrSpace, "categories"),
        .. fields.List(ByComma, "category"),
    ]);

    private bool CommentsOpen()
    {
        if (fields.Find("comments") is { Value: MetadataMap map })
        {
            return new Fields(map, [], "", []).Flag(Warning, "enabled", "enable", "open", "show") ?? true;
        }

        return fields.Flag(Warning, "comments") ?? true;
    }

    private int? CloseCommentsAfterDays() => fields.Find("comments") is { Value: MetadataMap map }
        ? CommentPeriod.Read(new Fields(map, [], path, problems))
        : null;

    private bool RobotsForbid() =>
        fields.List(ByComma, "robots").Any(word => word.Equals("noindex", StringComparison.OrdinalIgnoreCase));

    private static IReadOnlyList<string> Distinct(IEnumerable<string> names) => [.. names.Distinct(StringComparer.OrdinalIgnoreCase)];

    private static string[] ByComma(string text) => text.Split(',');

    private static string[] ByCommaOrSpace(string text) =>
        text.Contains(',', StringComparison.Ordinal) ? text.Split(',') : text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
