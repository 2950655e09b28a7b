using AngleSharp.Html.Dom;

namespace GoNoGo.Blog.Posts.Rendering;

/// <summary>The box of a task list, which nothing names (WCAG 4.1.2): it takes the words beside it.</summary>
internal static class TaskBox
{
    private const int MaxLabel = 80;

    public static void Label(IHtmlInputElement box)
    {
        var words = box.ParentElement is { } item ? BodyText.Of(item) : "";
        if (words.Length > 0 && !box.HasAttribute("aria-label"))
        {
            box.SetAttribute("aria-label", words.Length <= MaxLabel ? words : words[..MaxLabel]);
        }
    }
}
