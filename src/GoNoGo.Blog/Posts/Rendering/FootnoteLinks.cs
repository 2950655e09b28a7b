using AngleSharp.Dom;
using GoNoGo.Platform.Languages;

namespace GoNoGo.Blog.Posts.Rendering;

/// <summary>The links to footnotes and back show a number or an arrow: each takes a name that says where it leads (WCAG 2.4.4).</summary>
internal static class FootnoteLinks
{
    public const string Reference = "footnote-ref";
    public const string Notes = "footnotes";

    private const string BackReference = "footnote-back-ref";

    /// <summary>Whether an element is one of these links: no part of what the text says.</summary>
    public static bool Has(IElement element) => element.ClassList.Contains(Reference) || element.ClassList.Contains(BackReference);

    /// <summary>Names the link to a note.</summary>
    public static void Name(IElement link, Language language) => Name(link, language, "footnote", link.TextContent.Trim());

    /// <summary>Names the links back: the one to the second reference to note 1 is 1-2.</summary>
    public static void NameBack(IElement notes, Language language)
    {
        foreach (var (note, item) in notes.QuerySelectorAll($".{Notes} > ol > li").Index())
        {
            foreach (var (before, link) in item.QuerySelectorAll($".{BackReference}").Index())
            {
                Name(link, language, "footnote_back", before == 0 ? $"{note + 1}" : $"{note + 1}-{before + 1}");
            }
        }
    }

    private static void Name(IElement link, Language language, string key, string number)
    {
        var name = language.Section("pages")[key];
        link.SetAttribute("aria-label", name.Say(("number", number)));
        link.SetAttribute("lang", name.Language);
    }
}
