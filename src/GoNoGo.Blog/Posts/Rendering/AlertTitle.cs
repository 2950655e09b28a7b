using AngleSharp.Dom;
using GoNoGo.Platform.Languages;

namespace GoNoGo.Blog.Posts.Rendering;

/// <summary>The title of an alert, which Markdig writes in English whatever the language of the text.</summary>
internal static class AlertTitle
{
    public const string ClassName = "markdown-alert-title";

    private const string KindPrefix = "markdown-alert-";

    /// <summary>Puts the word of the language in its place; a kind that GitHub does not know keeps its title.</summary>
    public static void Say(IElement title, Language language)
    {
        var kind = title.ParentElement?.ClassList.FirstOrDefault(name => name.StartsWith(KindPrefix, StringComparison.Ordinal));
        if (kind is null || language.Section("pages").GetValueOrDefault($"alert_{kind[KindPrefix.Length..]}") is not { } word)
        {
            return;
        }

        foreach (var text in title.ChildNodes.OfType<IText>().ToList())
        {
            text.Remove();
        }

        title.AppendChild(title.Owner!.CreateTextNode(word.Say())); // A parsed node has an owner.
        title.SetAttribute("lang", word.Language);
    }
}
