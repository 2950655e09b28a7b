using System.Text;
using GoNoGo.Blog.Site;

namespace GoNoGo.Web.Theme;

/// <summary>
/// The style sheet made from the colours of <c>site.yaml</c>. Each is moved as far as it takes to be readable (WCAG 2.2 AA);
/// background and text hold by day, the accent by night too.
/// </summary>
internal static class SiteColors
{
    private static readonly Color LightBackground = new(0xfd, 0xfc, 0xf9);
    private static readonly Color LightText = new(0x20, 0x1d, 0x19);
    private static readonly Color DarkBackground = new(0x17, 0x16, 0x14);

    /// <summary>Null where the blog has no colours of its own.</summary>
    public static string? Sheet(SiteSettings site)
    {
        var accent = Color.Parse(site.Colors.GetValueOrDefault("accent"));
        var background = Color.Parse(site.Colors.GetValueOrDefault("background"));
        var text = Color.Parse(site.Colors.GetValueOrDefault("text"));
        if (accent is null && background is null && text is null)
        {
            return null;
        }

        var ground = background ?? LightBackground;
        var sheet = new StringBuilder();
        sheet.Append("@media not (prefers-color-scheme: dark) {\n  :root {\n");
        Declare(sheet, "background", background);
        Declare(sheet, "text", background is null && text is null ? null : (text ?? LightText).ReadableOn(ground));
        DeclareAccent(sheet, accent, ground);
        sheet.Append("  }\n}\n");
        if (accent is not null)
        {
            sheet.Append("@media (prefers-color-scheme: dark) {\n  :root {\n");
            DeclareAccent(sheet, accent, DarkBackground);
            sheet.Append("  }\n}\n");
        }

        return sheet.ToString();
    }

    private static void DeclareAccent(StringBuilder sheet, Color? accent, Color background)
    {
        if (accent is { } color)
        {
            var readable = color.ReadableOn(background);
            Declare(sheet, "accent", readable);
            Declare(sheet, "on-accent", background.ReadableOn(readable));
        }
    }

    private static void Declare(StringBuilder sheet, string name, Color? color)
    {
        if (color is { } value)
        {
            sheet.Append("    --").Append(name).Append(": ").Append(value).Append(";\n");
        }
    }
}
