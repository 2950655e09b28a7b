using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace GoNoGo.Blog.Posts.Rendering;

/// <summary>Removes what the content security policy would ignore: event handlers and inline styles.</summary>
internal static partial class InlineAttributes
{
    private const int TimeoutMilliseconds = 100;

    private static readonly string[] Active = ["javascript:", "vbscript:", "data:text/html", "data:application/xhtml"];

    public static void Remove(IElement element)
    {
        // A cell's alignment is Markdown's own doing and is kept as a class.
        if (element.LocalName is "td" or "th"
            && Alignment().Match(element.GetAttribute("style") ?? "") is { Success: true } alignment)
        {
            element.ClassList.Add($"align-{alignment.Groups["side"].Value}");
        }

        foreach (var attribute in element.Attributes.Where(IsInline).ToList())
        {
            element.RemoveAttribute(attribute.Name);
        }
    }

    private static bool IsInline(IAttr attribute) =>
        attribute.Name is "style" or "ping" or "srcdoc" or "autofocus" or "formaction"
        || attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase)
        || (attribute.Value.Contains(':', StringComparison.Ordinal) && IsActive(attribute.Value));

    /// <summary>As browsers read an address: what stands before it and breaks within it do not count (WHATWG URL, section 4.4).</summary>
    private static bool IsActive(string address)
    {
        var bare = string.Concat(address.Where(letter => letter > ' '));
        return Active.Any(scheme => bare.StartsWith(scheme, StringComparison.OrdinalIgnoreCase));
    }

    [GeneratedRegex(@"text-align:\s*(?<side>left|center|right)", RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex Alignment();
}
