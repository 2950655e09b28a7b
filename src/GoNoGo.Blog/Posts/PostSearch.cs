using System.Runtime.CompilerServices;
using System.Text;
using GoNoGo.Blog.Content;
using GoNoGo.Blog.Posts.Search;

namespace GoNoGo.Blog.Posts;

/// <summary>
/// Finds published posts by the words of their title, tags and text, without regard to case and diacritics, the best first. A post's folded
/// text is kept as long as the post itself, so it is made once though snapshots come and go. Thread-safe.
/// </summary>
public sealed class PostSearch
{
    /// <summary>The most hits that a search returns.</summary>
    public const int MaxHits = 50;

    // By what their text is made of, which outlives the snapshots that it is in.
    private readonly ConditionalWeakTable<object, FoldedPost> folded = [];

    /// <summary>The posts that hold every word, or the beginning or a part of one, and every quoted phrase of the query.</summary>
    /// <param name="snapshot">Where to look.</param>
    /// <param name="query">As typed; what is beyond 200 characters is not read.</param>
    /// <param name="now">Decides what is published.</param>
    /// <returns>
    /// At most <see cref="MaxHits"/>, ranked by BM25 with title before tags before text and whole words before parts of them, of equals the
    /// newest first; none for an empty query.
    /// </returns>
    public IReadOnlyList<SearchHit> Find(Snapshot snapshot, string query, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(query);
        var terms = SearchQuery.Parse(query).Terms;
        if (terms.Count == 0)
        {
            return [];
        }

        var posts = snapshot.PublishedPosts(now)
            .Select(post => (Post: post, Text: Fold(post)))
            .ToList();
        var averageLength = posts.Count == 0 ? 1 : posts.Average(post => (double)post.Text.Length);
        var scores = new double[posts.Count];
        var weights = new double[posts.Count];
        foreach (var term in terms.Select(Encoding.UTF8.GetBytes))
        {
            var holders = 0;
            for (var at = 0; at < weights.Length; at++)
            {
                weights[at] = posts[at].Text.Weigh(term, averageLength);
                holders += weights[at] > 0 ? 1 : 0;
            }

            for (var at = 0; at < weights.Length; at++)
            {
                scores[at] = weights[at] > 0 ? scores[at] + Ranking.Score(posts.Count, holders, weights[at]) : double.NegativeInfinity;
            }
        }

        return
        [
            .. Enumerable.Range(0, scores.Length)
                .Where(at => scores[at] > 0)
                .OrderByDescending(at => scores[at])
                .Take(MaxHits)
                .Select(at => new SearchHit(posts[at].Post, SearchSnippet.Of(posts[at].Post.PlainText, terms))
                {
                    Title = SearchSnippet.Marked(posts[at].Post.Title, terms),
                }),
        ];
    }

    /// <summary>A text that nobody has rendered yet is not rendered for a search: its title and tags are searched.</summary>
    private FoldedPost Fold(Post post) => post.Body is { IsValueCreated: false }
        ? new FoldedPost(post, "")
        : folded.GetValue(post.Body?.Value.Content ?? (object)post, _ => new FoldedPost(post, post.PlainText));
}
