using AngleSharp.Html.Dom;
using GoNoGo.Platform.Languages;

namespace GoNoGo.Blog.Posts.Rendering;

/// <summary>Puts a table into a box that scrolls by itself on a narrow screen, also by keyboard, and says what it is.</summary>
internal static class ScrollableTable
{
    private const int MaxLabel = 100;

    public static void Wrap(IHtmlTableElement table, Language language)
    {
        // A table in a table scrolls with it.
        if (table.Parent is not { } parent || table.ParentElement?.Closest("table") is not null)
        {
            return;
        }

        var box = table.Owner!.CreateElement("div"); // A parsed node has an owner.
        box.ClassName = "table-scroll";
        box.SetAttribute("role", "region");
        box.SetAttribute("tabindex", "0");
        box.SetAttribute("aria-label", Label(table, language));
        parent.ReplaceChild(box, table);
        box.AppendChild(table);
    }

    // The table's own words are in the page's language, whichever that is.
    private static string Label(IHtmlTableElement table, Language language)
    {
        var heads = table.QuerySelectorAll("th").Take(6).Select(cell => BodyText.Of(cell));
        var words = table.Caption is { } caption ? BodyText.Of(caption) : string.Join(", ", heads);
        var label = words.Trim(',', ' ');
        return label.Length == 0 ? language.Section("pages")["table"].Say() : label.Length <= MaxLabel ? label : label[..MaxLabel];
    }
}
