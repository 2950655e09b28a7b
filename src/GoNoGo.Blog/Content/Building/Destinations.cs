using GoNoGo.Blog.Posts;

namespace GoNoGo.Blog.Content.Building;

/// <summary>The map from addresses to what stands there, with the aliases and former addresses that lead to them.</summary>
internal static class Destinations
{
    public static Dictionary<string, Destination> Of(
        IReadOnlyList<Post> posts, IReadOnlyList<StaticPage> pages, IReadOnlyList<Asset> assets)
    {
        var destinations = new Dictionary<string, Destination>(posts.Count + pages.Count + assets.Count, StringComparer.Ordinal);
        foreach (var post in posts)
        {
            destinations.Add(post.Address, new PostDestination(post));
        }

        foreach (var page in pages)
        {
            destinations.Add(page.Address, new PageDestination(page));
        }

        foreach (var asset in assets)
        {
            destinations.Add(asset.Address, new AssetDestination(asset));
        }

        return destinations;
    }

    /// <summary>An alias leads straight to its page, so there is no chain and no loop; the first to name one keeps it.</summary>
    public static void AddAliases(
        Dictionary<string, Destination> destinations, IEnumerable<Placed> placed, Claims claims, List<ContentProblem> problems)
    {
        var led = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var page in placed)
        {
            foreach (var written in page.Document.FrontMatter.Aliases)
            {
                var alias = AddressForm.Canonical(written);
                if (alias is not null && AddressForm.Fold(alias) == AddressForm.Fold(page.Address))
                {
                    continue;
                }
                else if (alias is null || ReservedAddresses.Contains(alias) || claims.IsTaken(alias)
                    || led.GetValueOrDefault(alias, page.Address) != page.Address)
                {
                    problems.Add(PlacementProblems.AliasDropped(page.Document.Path, written));
                }
                else if (led.TryAdd(alias, page.Address))
                {
                    destinations.Add(alias, new MovedDestination(page.Address));
                }
            }
        }
    }

    /// <summary>Adds where posts once stood. What stands there today goes first.</summary>
    public static void AddFormer(
        Dictionary<string, Destination> destinations,
        IReadOnlyDictionary<string, string> slugByFormerAddress,
        IReadOnlyList<Post> posts,
        Claims claims)
    {
        var addressBySlug = posts.ToDictionary(post => post.Slug, post => post.Address, StringComparer.Ordinal);
        foreach (var (former, slug) in slugByFormerAddress)
        {
            if (addressBySlug.TryGetValue(slug, out var address) && !claims.IsTaken(former))
            {
                destinations.TryAdd(former, new MovedDestination(address));
            }
        }
    }
}
