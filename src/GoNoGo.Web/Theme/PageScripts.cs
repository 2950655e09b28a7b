using System.Security.Cryptography;
using System.Text;

namespace GoNoGo.Web.Theme;

/// <summary>The scripts that stand in public pages. No page needs one; the policy lets these in by their hash and no other.</summary>
internal static class PageScripts
{
    /// <summary>Those of public pages; the others are for an author's own machine.</summary>
    public static IReadOnlyList<PageScript> Public => [Copy, Comments];

    /// <summary>Copies code; only in pages that show some.</summary>
    public static PageScript Copy { get; } = new("PageScripts/copy.js");

    /// <summary>Answers, previews and sends comments in place; only in pages that take some.</summary>
    public static PageScript Comments { get; } = new("PageScripts/comments.js");

    /// <summary>Loads a page anew when it changes; only in a preview.</summary>
    public static PageScript Preview { get; } = new("PageScripts/preview.js");
}

/// <summary>A script as it stands in a page.</summary>
internal sealed class PageScript
{
    public PageScript(string resource)
    {
        Text = Encoding.UTF8.GetString(ThemeFiles.Read(resource));
        Source = $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Text)))}'";
    }

    /// <summary>Its text. It holds no less-than sign, which whoever reads the page as HTML could take for a tag.</summary>
    public string Text { get; }

    /// <summary>How a policy names it (CSP level 3, section 2.3.1).</summary>
    public string Source { get; }
}
