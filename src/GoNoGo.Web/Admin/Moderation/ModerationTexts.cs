using System.Globalization;

namespace GoNoGo.Web.Admin.Moderation;

/// <summary>Texts of comments as lists show them.</summary>
internal static class ModerationTexts
{
    private const int ExcerptLength = 120;

    internal static string Excerpt(string content)
    {
        var line = string.Join(' ', content.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var text = new StringInfo(line);
        return text.LengthInTextElements <= ExcerptLength ? line : text.SubstringByTextElements(0, ExcerptLength) + "…";
    }
}
