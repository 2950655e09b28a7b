using GoNoGo.Blog.Content;

namespace GoNoGo.Blog.Posts.Metadata;

/// <summary>Finds a post's picture: a string, a map with an alternative text, or the first of a list.</summary>
internal static class ImageReader
{
    private static readonly string[] Sources = ["src", "url", "image", "path", "file", "relative", "teaser", "feature"];

    /// <summary>What was found, and the line that it begins on; 0 where there is none.</summary>
    public static (string? Image, string? Alt, int Line) Read(Fields fields)
    {
        var entry = Entry(fields);
        var (image, alt) = entry is null ? default : Of(entry.Value);
        if (entry is not null && image is null && Fields.AsFlag(entry.Value) is not false)
        {
            fields.Wrong(entry, "the path of an image, or a map with src and alt", ContentProblemSeverity.Warning);
        }

        alt ??= fields.Text(
            ContentProblemSeverity.Warning, "imagealt", "heroimagealt", "coveralt", "featureimagealt", "featuredimagealt", "heroalt");
        return image is null ? default : (image, alt, entry!.Line); // It was found there.
    }

    // The first of these that is no plain `false`: themes switch one kind of picture off beside another that is set.
    private static MetadataEntry? Entry(Fields fields)
    {
        ReadOnlySpan<string> names =
            ["image", "cover", "hero", "heroimage", "featureimage", "featuredimage", "coverimage", "thumbnail", "images", "ogimage"];
        foreach (var name in names)
        {
            if (fields.Find(name) is { } entry && Fields.AsFlag(entry.Value) is null)
            {
                return entry;
            }
        }

        return null;
    }

    private static (string? Image, string? Alt) Of(MetadataNode node)
    {
        switch (node)
        {
            case MetadataScalar { Text: var text, IsNull: false } scalar when Fields.AsFlag(scalar) is null:
                return (text.Trim() is { Length: > 0 } path ? path : null, null);
            case MetadataList { Items: [var first, ..] }:
                return Of(first);
            case MetadataMap map:
                var inner = new Fields(map, [], "", []);
                return (inner.Text(ContentProblemSeverity.Warning, Sources), inner.Text(ContentProblemSeverity.Warning, "alt", "caption"));
            default:
                return default;
        }
    }
}
