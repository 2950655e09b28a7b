using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using GoNoGo.Blog.Posts.Templates;

namespace GoNoGo.Blog.Posts.Rendering;

/// <summary>Resolves what a body refers to, and sees that nothing but a link leads to another origin.</summary>
internal sealed class References(Func<string, string?> resolve)
{
    private static readonly string[] Loading = ["src", "poster", "data", "background", "href", "xlink:href"];

    /// <summary>Whether the resolver was asked at least once.</summary>
    public bool WereResolved { get; private set; }

    /// <summary>Null unless something was left out.</summary>
    public LeftOut? Apply(IElement element)
    {
        if (element is IHtmlAnchorElement or IHtmlAreaElement)
        {
            ApplyLink(element);
            return null;
        }

        LeftOut? left = ApplySources(element);
        foreach (var name in Loading)
        {
            if (element.GetAttribute(name) is not { } reference)
            {
                continue;
            }
            else if (!VideoLink.IsRemote(reference))
            {
                element.SetAttribute(name, Resolve(reference));
            }
            else
            {
                left = new LeftOut(
                    "remote_left_out", $"'{reference}' would be loaded from another site; copy it into the repository.", reference);
                LeaveOut(element, name, reference);
            }
        }

        return left;
    }

    public static IElement LinkTo(IDocument page, string address, string text)
    {
        var link = page.CreateElement("a");
        link.SetAttribute("href", address);
        link.SetAttribute("rel", "noopener");
        link.TextContent = text;
        return link;
    }

    private void ApplyLink(IElement link)
    {
        if (link.GetAttribute("href") is not { } reference)
        {
            return;
        }
        else if (!VideoLink.IsRemote(reference))
        {
            link.SetAttribute("href", Resolve(reference));
        }
        else
        {
            var words = (link.GetAttribute("rel") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
            link.SetAttribute("rel", string.Join(' ', words.Append("noopener").Distinct(StringComparer.OrdinalIgnoreCase)));
        }
    }

    // A list of candidates: "a.png 1x, b.png 2x".
    private LeftOut? ApplySources(IElement element)
    {
        if (element.GetAttribute("srcset") is not { } list)
        {
            return null;
        }

        var candidates = list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(candidate => candidate.Split(' ', 2))
            .ToList();
        if (candidates.Find(candidate => VideoLink.IsRemote(candidate[0])) is [var remote, ..])
        {
            element.RemoveAttribute("srcset");
            return new LeftOut("remote_left_out", $"'{remote}' would be loaded from another site; copy it into the repository.", remote);
        }

        element.SetAttribute("srcset", string.Join(", ", candidates.Select(parts => string.Join(' ', [Resolve(parts[0]), .. parts[1..]]))));
        return null;
    }

    // A picture becomes a link with its alternative text; in a link there can be no link, there the text stands alone.
    private static void LeaveOut(IElement element, string name, string reference)
    {
        if (element is not IHtmlImageElement || element.Parent is not { } parent)
        {
            element.RemoveAttribute(name);
            return;
        }

        var text = element.GetAttribute("alt") is { Length: > 0 } alt ? alt : VideoLink.HostOf(reference);
        INode instead = element.Closest("a") is null ? LinkTo(element.Owner!, reference, text) : element.Owner!.CreateTextNode(text);
        parent.ReplaceChild(instead, element);
    }

    private string Resolve(string reference)
    {
        var end = reference.AsSpan().IndexOfAny('?', '#');
        var path = end < 0 ? reference : reference[..end];
        if (path.Length == 0 || HasScheme(path))
        {
            return reference;
        }

        WereResolved = true;
        return resolve(Uri.UnescapeDataString(path)) is { } address ? address + reference[path.Length..] : reference;
    }

    private static bool HasScheme(string path)
    {
        var colon = path.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && path.AsSpan(0, colon).IndexOfAny('/', '.') < 0;
    }
}
