namespace GoNoGo.Blog.Posts;

/// <summary>Which posts belong together: by the series that they name, and by the tags that they share. Made once for a snapshot.</summary>
public sealed class Relations
{
    /// <summary>How many related posts there are at most.</summary>
    public const int MaxRelated = 3;

    private readonly string language;
    private readonly IReadOnlyList<Post> posts;
    private readonly ILookup<string, int> bySeries;
    private readonly ILookup<string, int> byTag;

    internal Relations(IReadOnlyList<Post> posts, string language)
    {
        (this.posts, this.language) = (posts, language);
        bySeries = posts.Index().Where(post => post.Item.Series is not null)
            .ToLookup(post => post.Item.Series!, post => post.Index, StringComparer.OrdinalIgnoreCase); // Where it is not null.
        byTag = posts.Index().SelectMany(post => TagsOf(post.Item).Select(tag => (Tag: tag, post.Index)))
            .ToLookup(pair => pair.Tag, pair => pair.Index, StringComparer.OrdinalIgnoreCase);
    }

    private Relations(Relations same, IReadOnlyList<Post> posts) =>
        (this.posts, language, bySeries, byTag) = (posts, same.language, same.bySeries, same.byTag);

    /// <summary>The published posts of a post's series in its language, the oldest first, itself among them.</summary>
    /// <param name="post">One of them.</param>
    /// <param name="now">The moment that counts.</param>
    /// <returns>Empty where it is in none, or alone.</returns>
    public IReadOnlyList<Post> SeriesOf(Post post, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(post);
        if (post.Series is not { } series)
        {
            return [];
        }

        // Posts come newest first; one that is not published is shown to nobody but its author.
        var all = bySeries[series].Select(at => posts[at]);
        List<Post> parts = [.. all.Where(other => IsNear(other, post, now) || other.Slug == post.Slug).Reverse()];
        return parts.Count > 1 ? parts : [];
    }

    /// <summary>The published posts that share the rarest tags with a post, in its language and none of its series.</summary>
    /// <param name="post">Which.</param>
    /// <param name="now">The moment that counts.</param>
    /// <returns>At most <see cref="MaxRelated"/>, the nearest first; of equals the newest.</returns>
    public IReadOnlyList<Post> RelatedTo(Post post, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(post);
        var scores = new Dictionary<Post, double>(ReferenceEqualityComparer.Instance);
        foreach (var tag in TagsOf(post))
        {
            var sharing = byTag[tag].Select(at => posts[at]).ToList();
            var rarity = Math.Log((posts.Count + 1.0) / Math.Max(1, sharing.Count));
            foreach (var other in sharing.Where(other => IsNear(other, post, now) && other.Slug != post.Slug && !IsSameSeries(other, post)))
            {
                scores[other] = scores.GetValueOrDefault(other) + rarity;
            }
        }

        return
        [
            .. scores.OrderByDescending(pair => pair.Value)
                .ThenByDescending(pair => pair.Key.PublishedAt)
                .ThenBy(pair => pair.Key.Slug, StringComparer.Ordinal)
                .Take(MaxRelated)
                .Select(pair => pair.Key),
        ];
    }

    /// <summary>The same for the same posts, some of which say something else under the same tags.</summary>
    internal Relations With(IReadOnlyList<Post> changed) => new(this, changed);

    private bool IsNear(Post other, Post post, DateTimeOffset now) =>
        other.IsPublished(now) && LanguageOf(other).Equals(LanguageOf(post), StringComparison.OrdinalIgnoreCase);

    private string LanguageOf(Post post) => post.Language ?? language;

    private static bool IsSameSeries(Post other, Post post) =>
        post.Series is not null && string.Equals(other.Series, post.Series, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> TagsOf(Post post) => post.Tags.Distinct(StringComparer.OrdinalIgnoreCase);
}
