using AngleSharp.Dom;

namespace GoNoGo.Blog.Posts.Rendering;

/// <summary>Gives each later bearer of a taken id a number: an id names one place (HTML, 3.2.6).</summary>
internal static class UniqueIds
{
    public static void Apply(IElement body)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var next = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var element in body.QuerySelectorAll("[id]"))
        {
            var id = element.Id ?? "";
            if (id.Length == 0)
            {
                element.RemoveAttribute("id");
                continue;
            }

            var unique = id;
            while (!taken.Add(unique))
            {
                var number = next[id] = next.GetValueOrDefault(id, 1) + 1;
                unique = $"{id}-{number}";
            }

            element.Id = unique;
        }
    }
}
