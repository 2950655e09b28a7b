using AngleSharp.Dom;

namespace GoNoGo.Blog.Posts.Rendering;

/// <summary>The beginning of a body, for lists.</summary>
internal static class ExcerptText
{
    public const int MaxLength = 300;

    private const string Aside = "blockquote,table,figure,li,.markdown-alert";

    /// <summary>What stands before <c>&lt;!--more--&gt;</c>; without one the first paragraph.</summary>
    public static string From(IElement body)
    {
        var mark = body.Descendants<IComment>().FirstOrDefault(IsMore);
        return Shorten(mark is not null ? BodyText.Of(body, mark) : FirstParagraph(body));
    }

    private static bool IsMore(IComment comment) => comment.Data.Trim().Equals("more", StringComparison.OrdinalIgnoreCase);

    private static string FirstParagraph(IElement body)
    {
        var paragraphs = body.QuerySelectorAll("p").Where(paragraph => paragraph.Closest(Aside) is null);
        var first = paragraphs.Select(paragraph => BodyText.Of(paragraph)).FirstOrDefault(text => text.Length > 0);
        return first ?? BodyText.Of(body);
    }

    /// <summary>Cut after a whole word.</summary>
    public static string Shorten(string text)
    {
        if (text.Length <= MaxLength)
        {
            return text;
        }

        var space = text.LastIndexOf(' ', MaxLength - 1);
        var end = space > MaxLength / 2 ? space : char.IsHighSurrogate(text[MaxLength - 2]) ? MaxLength - 2 : MaxLength - 1;
        return text[..end].TrimEnd(' ', ',', ';', ':', '.', '–', '-') + "…";
    }
}
