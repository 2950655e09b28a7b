using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using GoNoGo.Blog.Content.Building;
using GoNoGo.Blog.Posts.Templates;

namespace GoNoGo.Blog.Posts.Rendering;

/// <summary>Resolves what a body refers to, and sees that nothing but a link leads to another origin.</summary>
internal sealed class References(Func<string, string?> resolve, Action<LeftOut> warn)
{
    private static readonly string[] Loading = ["src", "poster", "data", "background", "href", "xlink:href"];

    private readonly HashSet<string> told = new(StringComparer.Ordinal);

    /// <summary>Whether the resolver was asked at least once.</summary>
    public bool WereResolved { get; private set; }

    /// <summary>Puts addresses in place of references, and warns of what is left out and of what leads nowhere.</summary>
    public void Apply(IElement element)
    {
        if (element is IHtmlAnchorElement or IHtmlAreaElement)
        {
            ApplyLink(element);
            return;
        }

        ApplySources(element);
        foreach (var name in Loading)
        {
            if (element.GetAttribute(name) is not { } reference)
            {
                continue;
            }
            else if (VideoLink.IsRemote(reference))
            {
                WarnOfRemote(reference);
                LeaveOut(element, name, reference);
            }
            else if (Resolve(reference) is { } address)
            {
                element.SetAttribute(name, address);
            }
            else
            {
                LeaveOutRefused(element, name);
            }
        }
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
            link.SetAttribute("href", Resolve(reference) ?? reference); // It leads where the file will be.
        }
        else
        {
            var words = (link.GetAttribute("rel") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
            link.SetAttribute("rel", string.Join(' ', words.Append("noopener").Distinct(StringComparer.OrdinalIgnoreCase)));
        }
    }

    // A list of candidates: "a.png 1x, b.png 2x".
    private void ApplySources(IElement element)
    {
        if (element.GetAttribute("srcset") is not { } list)
        {
            return;
        }

        var candidates = list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(candidate => candidate.Split(' ', 2))
            .ToList();
        if (candidates.Find(candidate => VideoLink.IsRemote(candidate[0])) is [var remote, ..])
        {
            element.RemoveAttribute("srcset");
            WarnOfRemote(remote);
            return;
        }

        var served = (from parts in candidates
                      let address = Resolve(parts[0])
                      where address is not null
                      select string.Join(' ', [address, .. parts[1..]])).ToList();
        if (served.Count > 0)
        {
            element.SetAttribute("srcset", string.Join(", ", served));
        }
        else
        {
            element.RemoveAttribute("srcset");
        }
    }

    private void WarnOfRemote(string reference) => warn(new LeftOut(
        "remote_left_out", $"'{reference}' would be loaded from another site; copy it into the repository.", reference));

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

    // Of a picture that is not served, its alternative text is.
    private static void LeaveOutRefused(IElement element, string name)
    {
        if (element is IHtmlImageElement && element.Parent is { } parent)
        {
            parent.ReplaceChild(element.Owner!.CreateTextNode(element.GetAttribute("alt") ?? ""), element);
        }
        else
        {
            element.RemoveAttribute(name);
        }
    }

    /// <summary>What to put in place of a reference; null where its file was refused.</summary>
    private string? Resolve(string reference)
    {
        var end = reference.AsSpan().IndexOfAny('?', '#');
        var path = end < 0 ? reference : reference[..end];
        if (path.Length == 0 || HasScheme(path))
        {
            return reference;
        }

        WereResolved = true;
        var file = Uri.UnescapeDataString(path);
        var address = resolve(file);
        if (address is ReferenceResolver.Refused || (address is null && ReferenceResolver.MeansFile(file)))
        {
            WarnOfFile(file, path, isRefused: address is not null);
        }

        return address is ReferenceResolver.Refused ? null : (address ?? path) + reference[path.Length..];
    }

    private void WarnOfFile(string file, string written, bool isRefused)
    {
        if (told.Add(file))
        {
            var (code, message) = isRefused ? PlacementProblems.ReferenceRefused(file) : PlacementProblems.ReferenceMissing(file);
            warn(new LeftOut(code, message, written) { OtherSpelling = file });
        }
    }

    private static bool HasScheme(string path)
    {
        var colon = path.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && path.AsSpan(0, colon).IndexOfAny('/', '.') < 0;
    }
}
