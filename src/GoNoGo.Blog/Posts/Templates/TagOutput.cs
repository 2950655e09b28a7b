using System.Net;

namespace GoNoGo.Blog.Posts.Templates;

/// <summary>What stands in a tag's place; <paramref name="IsKnown"/> false where it was not understood.</summary>
internal readonly record struct TagOutput(string Text, bool IsKnown)
{
    public static TagOutput Nothing { get; } = new("", IsKnown: true);

    public static TagOutput Unknown { get; } = new("", IsKnown: false);

    public static implicit operator TagOutput(string text) => new(text, IsKnown: true);
}

/// <summary>Writes what tags stand for, as Markdown or as HTML: inside an HTML block Markdown would be shown as it is.</summary>
internal sealed class TagWriter(bool inHtml)
{
    public string Image(string source, string? alt)
    {
        source = RootedImage(source);
        return inHtml ? HtmlImage(source, alt) : $"![{MarkdownText(alt)}]({MarkdownUrl(source)})";
    }

    public string Figure(string source, string? alt, string? caption, string? link)
    {
        if (string.IsNullOrWhiteSpace(caption) && string.IsNullOrWhiteSpace(link))
        {
            return Image(source, alt);
        }

        var image = HtmlImage(RootedImage(source), alt ?? caption);
        image = string.IsNullOrWhiteSpace(link) ? image : $"""<a href="{Encode(link)}">{image}</a>""";
        var text = string.IsNullOrWhiteSpace(caption) ? "" : $"<figcaption>{Encode(caption)}</figcaption>";
        return $"<figure>{image}{text}</figure>";
    }

    public string Link(string address, string text) =>
        inHtml ? $"""<a href="{Encode(address)}">{Encode(text)}</a>""" : $"[{MarkdownText(text)}]({MarkdownUrl(address)})";

    public static string Video(string source) =>
        $"""<video src="{Encode(source)}" controls preload="metadata"></video>""";

    private static string HtmlImage(string source, string? alt) => $"""<img src="{Encode(source)}" alt="{Encode(alt ?? "")}">""";

    // Eleventy's and Jekyll's image tags count from the site's root: "assets/blog/x.png". A bare name is the post's neighbour.
    private static string RootedImage(string source) =>
        source.Contains('/', StringComparison.Ordinal) && !source.StartsWith('/') && !source.StartsWith('.')
            && !source.Contains("://", StringComparison.Ordinal)
            ? "/" + source
            : source;

    private static string Encode(string text) => WebUtility.HtmlEncode(OneLine(text));

    private static string MarkdownUrl(string url) =>
        $"<{OneLine(url).Replace("<", "%3C", StringComparison.Ordinal).Replace(">", "%3E", StringComparison.Ordinal)}>";

    private static string MarkdownText(string? text) =>
        string.Concat(OneLine(text ?? "").Select(c => "[]\\*_`<&|".Contains(c, StringComparison.Ordinal) ? $"\\{c}" : $"{c}"));

    // A line break would end the attribute's block in Markdown.
    private static string OneLine(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
