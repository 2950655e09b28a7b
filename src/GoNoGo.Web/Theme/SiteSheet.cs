using System.Text;
using GoNoGo.Blog.Site;

namespace GoNoGo.Web.Theme;

/// <summary>The style sheet made from what <c>site.yaml</c> says of colours, fonts and measures: custom properties alone.</summary>
internal static class SiteSheet
{
    private const string Serif = ", Charter, \"Bitstream Charter\", Cambria, \"Noto Serif\", serif";

    /// <summary>Null where the blog looks as the theme does.</summary>
    public static string? Of(SiteSettings site)
    {
        var theme = site.Theme;
        (string Name, string? Value)[] all =
        [
            ("serif", theme.TextFont is { } text ? text + Serif : null),
            ("sans", theme.InterfaceFont is { } around ? around + ", system-ui, sans-serif" : null),
            ("mono", theme.CodeFont is { } code ? code + ", ui-monospace, monospace" : null),
            ("measure", theme.Measure),
            ("radius", theme.Radius),
            ("text-size", theme.TextSize),
            ("leading", theme.LineHeight),
        ];
        var sheet = new StringBuilder(SiteColors.Sheet(site));
        var chosen = all.Where(one => one.Value is not null).ToList();
        if (chosen.Count > 0)
        {
            sheet.Append(":root {\n").AppendJoin("", chosen.Select(one => $"  --{one.Name}: {one.Value};\n")).Append("}\n");
        }

        return sheet.Length == 0 ? null : sheet.ToString();
    }
}
