using System.Runtime.CompilerServices;
using System.Text;
using GoNoGo.Blog.Content;
using GoNoGo.Blog.Posts.Search;

namespace GoNoGo.Blog.Posts;

/// <summary>
/// Finds published posts by the words of their title and text, without regard to case and diacritics. A post's folded text is
/// kept as long as the post itself, so it is made once though snapshots come and go. Thread-safe.
/// </summary>
public sealed class PostSearch
{
    /// <summary>The most hits that a search returns.</summary>
    public const int MaxHits = 50;

    private readonly ConditionalWeakTable<Post, FoldedPost> folded = [];

    /// <summary>The posts that hold every word and every quoted phrase of the query.</summary>
    /// <param name="snapshot">Where to look.</param>
    /// <param name="query">As typed; what is beyond 200 characters is not read.</param>
    /// <param name="now">Decides what is published.</param>
    /// <returns>At most <see cref="MaxHits"/>, those with all words in the title first, then the newest; none for an empty query.</returns>
    public IReadOnlyList<SearchHit> Find(Snapshot snapshot, string query, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(query);
        var terms = SearchQuery.Parse(query).Terms;
        if (terms.Count == 0)
        {
            return [];
        }

        var wanted = terms.Select(Encoding.UTF8.GetBytes).ToArray();
        var inTitle = new List<Post>();
        var inText = new List<Post>();
        foreach (var post in snapshot.Posts.Where(post => post.IsPublished(now)))
        {
            var text = folded.GetValue(post, static key => new FoldedPost(key));
            if (Array.TrueForAll(wanted, term => text.TitleHas(term)))
            {
                inTitle.Add(post);
            }
            else if (inText.Count < MaxHits && Array.TrueForAll(wanted, term => text.Has(term)))
            {
                inText.Add(post);
            }
        }

        return [.. inTitle.Concat(inText).Take(MaxHits).Select(post => new SearchHit(post, SearchSnippet.Of(post.PlainText, terms)))];
    }
}
