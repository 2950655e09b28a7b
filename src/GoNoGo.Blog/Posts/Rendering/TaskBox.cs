using AngleSharp.Html.Dom;
using GoNoGo.Blog.Posts.Reading;

namespace GoNoGo.Blog.Posts.Rendering;

/// <summary>The box of a task list, which nothing names (WCAG 4.1.2): it takes the words beside it.</summary>
internal static class TaskBox
{
    private const int MaxLabel = 80;

    public static void Label(IHtmlInputElement box)
    {
        var words = PlainInline.Collapse(box.ParentElement?.TextContent ?? "").Trim();
        if (words.Length > 0 && !box.HasAttribute("aria-label"))
        {
            box.SetAttribute("aria-label", words.Length <= MaxLabel ? words : words[..MaxLabel]);
        }
    }
}
