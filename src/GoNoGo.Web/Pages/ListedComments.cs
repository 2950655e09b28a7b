using GoNoGo.Blog.Posts;
using GoNoGo.Platform.Data;

namespace GoNoGo.Web.Pages;

/// <summary>How many comments of each listed post everybody may see, by its slug; a post without any is missing.</summary>
/// <param name="Counts">From one on.</param>
public sealed record ListedComments(IReadOnlyDictionary<string, int> Counts)
{
    // A list is there for its posts: it does not wait long for what stands beside them.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Nothing is known of any.</summary>
    public static ListedComments None { get; } = new(new Dictionary<string, int>());

    /// <summary>Where a list leads to.</summary>
    public static string Address(Post post) => $"{post.Address}#comments";

    /// <summary>How many a post has.</summary>
    public int Of(Post post) => Counts.GetValueOrDefault(post.Slug);

    /// <summary>Counts by one query, and notes the threads on which the page depends; no counts while the database is away.</summary>
    internal static async Task<ListedComments> OfAsync(BlogRequest request, IEnumerable<Post> posts)
    {
        IReadOnlyList<string> slugs = [.. posts.Select(post => post.Slug)];
        if (slugs.Count == 0)
        {
            return None;
        }

        request.Notes.CountThreads(slugs, request.Service<PageVersions>());
        using var limit = new CancellationTokenSource(Patience, request.Service<TimeProvider>());
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(request.Aborted, limit.Token);
        var counts = await CommentReading.TryAsync(
            request,
            "count_comments",
            () => request.Service<PageSources>().CountComments(slugs, ended.Token).WaitAsync(ended.Token)); // A driver is slow to give up.
        return counts is null ? None : new ListedComments(counts);
    }
}
