using AngleSharp.Dom;
using GoNoGo.Blog.Posts.Reading;

namespace GoNoGo.Blog.Posts.Rendering;

/// <summary>Fits a body's headings under the page's own, which is the title at level 1.</summary>
internal static class HeadingOutline
{
    private const string Any = "h1,h2,h3,h4,h5,h6";

    /// <summary>Drops a heading that only repeats the title, lowers the others where level 1 is used, gives each an anchor.</summary>
    public static void Fit(IElement body, string title)
    {
        if (body.QuerySelector("h1") is { } first && IsTitle(first, title))
        {
            first.Remove();
        }

        if (body.QuerySelector("h1") is not null)
        {
            foreach (var heading in body.QuerySelectorAll("h5,h4,h3,h2,h1").ToList())
            {
                Lower(heading);
            }
        }

        foreach (var heading in body.QuerySelectorAll(Any).Where(heading => string.IsNullOrEmpty(heading.Id)))
        {
            heading.Id = Slug.From(heading.TextContent);
        }
    }

    /// <summary>Those of level 2 and 3 that have a text.</summary>
    public static IReadOnlyList<Heading> Of(IElement body) =>
        [.. body.QuerySelectorAll("h2,h3").Select(AsHeading).Where(heading => heading.Text.Length > 0)];

    private static bool IsTitle(IElement heading, string title) =>
        string.Equals(PlainInline.Collapse(heading.TextContent), title, StringComparison.OrdinalIgnoreCase);

    private static void Lower(IElement heading)
    {
        var lower = heading.Owner!.CreateElement($"h{heading.LocalName[1] - '0' + 1}"); // A parsed node has an owner.
        foreach (var attribute in heading.Attributes)
        {
            lower.SetAttribute(attribute.Name, attribute.Value);
        }

        lower.Append([.. heading.ChildNodes]);
        heading.Parent!.ReplaceChild(lower, heading); // It was found below the body.
    }

    private static Heading AsHeading(IElement heading) =>
        new(heading.LocalName[1] - '0', heading.Id ?? "", BodyText.Of(heading));
}
