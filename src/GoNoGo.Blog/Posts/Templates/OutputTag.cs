namespace GoNoGo.Blog.Posts.Templates;

/// <summary>Evaluates <c>{{ value | filter: argument }}</c> as far as it can be known without the site's templates.</summary>
internal static class OutputTag
{
    public static TagOutput Write(TemplateTag tag, TagWriter write, IReadOnlyDictionary<string, string?> variables)
    {
        if (tag.Arguments is not [var first, ..])
        {
            return TagOutput.Nothing;
        }

        var value = first.IsLiteral ? first.Value : ValueOf(first.Value, variables);
        return value is null ? TagOutput.Unknown : tag.Filters.Aggregate(new TagOutput(value, IsKnown: true), Apply);

        TagOutput Apply(TagOutput current, TagFilter filter) => filter.Name switch
        {
            "url" or "relative_url" or "absolute_url" or "ref" or "relref" or "prepend" => current,
            "safe" or "raw" or "html" or "escape" or "e" or "strip" or "trim" or "markdownify" or "strip_html" or "slugify" => current,
            "append" => current with { Text = current.Text + FirstOf(filter) },
            "embed" or "youtube" or "video" => write.Link(
                VideoLink.PageOf(current.Text), FirstOf(filter) ?? $"Video ({VideoLink.HostOf(current.Text)})"),

            // An unknown filter on a word in a sentence: the word keeps the sentence whole, a made picture cannot be guessed.
            _ => new TagOutput(first.IsLiteral && !MakesPicture(filter.Name) ? current.Text : "", IsKnown: false),
        };
    }

    private static string? ValueOf(string name, IReadOnlyDictionary<string, string?> variables)
    {
        var property = name.StartsWith("page.", StringComparison.Ordinal) ? name["page.".Length..] : name;
        return name switch
        {
            "site.baseurl" or "site.url" or "site.baseUrl" or "site.github.url" or "baseurl" or "baseUrl" or "base_url" => "",
            _ => variables.GetValueOrDefault(property),
        };
    }

    private static string? FirstOf(TagFilter filter) => filter.Arguments is [var first, ..] ? first.Value : null;

    private static bool MakesPicture(string filter) =>
        filter.EndsWith("photo", StringComparison.OrdinalIgnoreCase)
        || filter.EndsWith("image", StringComparison.OrdinalIgnoreCase)
        || filter.EndsWith("icon", StringComparison.OrdinalIgnoreCase)
        || filter.EndsWith("avatar", StringComparison.OrdinalIgnoreCase);
}
