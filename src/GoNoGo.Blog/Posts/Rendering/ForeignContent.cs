using AngleSharp.Dom;
using GoNoGo.Blog.Posts.Templates;

namespace GoNoGo.Blog.Posts.Rendering;

/// <summary>
/// Takes scripts and embedded pages out of a body: the content security policy would block them, and no reader's browser may
/// ask another origin for anything. A player becomes a link to what it would have shown.
/// </summary>
internal static class ForeignContent
{
    /// <summary>Null where the element may stay.</summary>
    public static LeftOut? Replace(IElement element)
    {
        switch (element.LocalName)
        {
            case "script":
                element.Remove();
                var source = element.GetAttribute("src") ?? "<script";
                return new LeftOut("script_left_out", "Pages hold no script; this one was left out.", source);
            case "style" or "link" or "meta" or "base":
                element.Remove();
                var message = $"<{element.LocalName}> has no place in a post; put styles into the style sheet that site.yaml names.";
                return new LeftOut("element_left_out", message, "<" + element.LocalName);
            case "iframe" or "frame" or "embed" or "object":
                return ReplacePlayer(element);
            default:
                return null;
        }
    }

    private static LeftOut ReplacePlayer(IElement element)
    {
        var source = element.GetAttribute("src") ?? element.GetAttribute("data") ?? "";
        if (source.Length == 0)
        {
            element.Remove();
        }
        else
        {
            var address = VideoLink.PageOf(source);
            var title = element.GetAttribute("title") is { Length: > 0 } given ? given : VideoLink.HostOf(address);
            element.Parent?.ReplaceChild(References.LinkTo(element.Owner!, address, title), element);
        }

        var message = $"An embedded page would ask another site; there is a link to '{source}' in its place.";
        return new LeftOut("embed_left_out", message, source);
    }
}
