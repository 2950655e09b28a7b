using GoNoGo.Blog.Content.Tree;
using GoNoGo.Blog.Posts;
using GoNoGo.Blog.Site;

namespace GoNoGo.Blog.Content.Building;

/// <summary>Gives every post its date, slug and address. Deterministic: it depends on the files alone, not on their order.</summary>
internal sealed class PostPlacement(SiteSettings site, ContentLayout layout)
{
    private readonly PermalinkPlace permalinks = new(site, layout);
    private readonly SlugRegister slugs = new(layout);

    public List<PlacedPost> Place(
        IEnumerable<Document> documents, Func<Document, DateTimeOffset> dateOf, List<ContentProblem> problems)
    {
        var placed = new List<(PlacedPost Post, string Plain)>();
        var inOrderOfAge = documents
            .Select(document => (Document: document, Date: TimeZoneInfo.ConvertTime(dateOf(document), site.TimeZone)))
            .OrderBy(post => post.Date)
            .ThenBy(post => post.Document.Path, StringComparer.Ordinal);
        foreach (var (document, date) in inOrderOfAge)
        {
            var plain = SlugRegister.Plain(document);
            if (slugs.Take(document, plain, date) is not { } slug)
            {
                problems.Add(PlacementProblems.SlugTaken(document.Path, plain));
            }
            else if (permalinks.AddressOf(document, plain, date) is { } address)
            {
                placed.Add((new PlacedPost(document, address, slug, date), plain));
            }
            else
            {
                problems.Add(PlacementProblems.AddressInvalid(document.Path, document.FrontMatter.Address ?? plain));
            }
        }

        return ApartByPattern(placed);
    }

    /// <summary>
    /// A pattern with a date in it keeps apart what shares a plain slug, and a blog that moved here keeps its addresses;
    /// where it does not, the slug that was made unique takes the plain one's place.
    /// </summary>
    private List<PlacedPost> ApartByPattern(List<(PlacedPost Post, string Plain)> placed)
    {
        var shared = placed.GroupBy(item => item.Post.Address).Where(group => group.Skip(1).Any()).Select(group => group.Key).ToHashSet();
        return [.. placed.Select(item => shared.Contains(item.Post.Address) &&
            item.Post.Slug != item.Plain ? WithOwnSlug(item.Post) : item.Post)];
    }

    private PlacedPost WithOwnSlug(PlacedPost post) =>
        post with { Address = permalinks.AddressOf(post.Document, post.Slug, post.PublishedAt) ?? post.Address };
}
