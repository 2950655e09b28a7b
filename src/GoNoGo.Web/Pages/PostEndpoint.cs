using GoNoGo.Blog.Posts;
using GoNoGo.Comments;
using GoNoGo.Platform.Data;

namespace GoNoGo.Web.Pages;

/// <summary>A post with its comments; without them, and saying so, while the database is away.</summary>
internal static class PostEndpoint
{
    /// <summary>The field of a query that names the comment behind which a page of the thread begins.</summary>
    public const string AfterField = "after";

    /// <summary>The field of a query that names the comment that is answered.</summary>
    public const string ReplyField = "reply";

    /// <summary>What a post's page reads of a query: from which comment on, and which one is answered.</summary>
    public static readonly string[] QueryFields = [AfterField, ReplyField];

    public static async Task<IResult> AnswerAsync(BlogRequest inBlog, Post post)
    {
        var request = inBlog.In(post.Language);
        var after = Guid.TryParse(request.Query(AfterField), out var id) ? id : (Guid?)null;
        request.Notes.ShowThread(post.Slug, request.Service<PageVersions>());
        request.Notes.CountedPost = post.Slug;
        var result = await CommentReading.TryAsync(
            request, "read_post", () => request.Service<PageSources>().ReadPost(post.Slug, after, request.Aborted));
        var view = result?.Value;
        var comments = view?.Comments;
        var mayComment = view?.Permissions.CanComment ?? post.TakesComments(request.Context.Now);
        var (newer, older) = Neighbours(request.PublishedPosts, post);
        var form = mayComment ? FormFor(request, post) with { Parent = ReplyTarget(request, comments) } : null;
        return await request.PageAsync<PostPage>(
            (nameof(PostPage.Model), new PostModel(post, comments, form)
            {
                Pictures = request.Snapshot.Pictures,
                Series = request.Snapshot.Relations.SeriesOf(post, request.Context.Now),
                Related = request.Snapshot.Relations.RelatedTo(post, request.Context.Now),
                Newer = newer,
                Older = older,
                After = after,
                Translations = TranslationsOf(request, post),
            }));
    }

    public static CommentFormModel FormFor(BlogRequest request, Post post) => new()
    {
        PostTitle = post.Title,
        PostAddress = post.Address,
        Action = $"/posts/{Uri.EscapeDataString(post.Slug)}/comments",
        Consent = request.Service<PageSources>().Consent(post.Language ?? request.Context.Site.Language),
    };

    private static IReadOnlyList<Translation> TranslationsOf(BlogRequest request, Post post) =>
    [
        .. request.Snapshot.TranslationsOf(post, request.Context.Now)
            .Select(one => new Translation(request.Snapshot.LanguageOf(one), one.Address, one.Title)),
    ];

    private static ReplyTarget? ReplyTarget(BlogRequest request, CommentPage? comments)
    {
        if (!Guid.TryParse(request.Query(ReplyField), out var id))
        {
            return null;
        }

        return comments?.Items.FirstOrDefault(comment => comment.Id == id) is { Author: { } author }
            ? new ReplyTarget(id, author.DisplayName)
            : null;
    }

    private static (Post? Newer, Post? Older) Neighbours(IReadOnlyList<Post> posts, Post post)
    {
        for (var at = 0; at < posts.Count; at++)
        {
            if (posts[at].Slug == post.Slug)
            {
                return (at > 0 ? posts[at - 1] : null, at + 1 < posts.Count ? posts[at + 1] : null);
            }
        }

        return (null, null);
    }
}
