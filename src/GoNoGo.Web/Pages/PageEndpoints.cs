using System.Globalization;
using GoNoGo.Blog.Posts;
using GoNoGo.Web.Feeds;
using GoNoGo.Web.Theme;

namespace GoNoGo.Web.Pages;

/// <summary>The public pages: lists here, posts and all else that the content names in <see cref="ContentEndpoint"/>.</summary>
internal static class PageEndpoints
{
    private const int MaximumQueryLength = 200;

    public static void MapPages(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapKeptPage("/", request => HomeAsync(request, 1));
        endpoints.MapKeptPage("/page/{number}/", request => HomeAsync(request, NumberOf(request)));
        endpoints.MapKeptPage("/tags/", TagsAsync);
        endpoints.MapKeptPage("/tags/{tag}/", request => TagAsync(request, 1));
        endpoints.MapKeptPage("/tags/{tag}/page/{number}/", request => TagAsync(request, NumberOf(request)));
        endpoints.MapKeptPage("/authors/{name}/", request => AuthorAsync(request, 1));
        endpoints.MapKeptPage("/authors/{name}/page/{number}/", request => AuthorAsync(request, NumberOf(request)));
        endpoints.MapKeptPage("/archive/", ArchiveAsync);
        endpoints.MapPage("/search", SearchAsync);
        endpoints.MapPrivacy();
        endpoints.MapCommenters();
        endpoints.MapKeptPage("/privacy-policy", request => request.PageAsync<PrivacyPolicyPage>(
            (nameof(PrivacyPolicyPage.Notice), request.Service<PageSources>().Notice(request.Context.Site))));
        endpoints.MapFeeds();
        endpoints.MapTheme();
        endpoints.MapPreview();
        endpoints.MapDrafts();
        endpoints.MapPage("/_/pictures/{form}", PictureEndpoint.AnswerAsync);
        endpoints.MapRemaining(PostEndpoint.QueryFields, ContentEndpoint.AnswerAsync);
    }

    private static Task<IResult> HomeAsync(BlogRequest request, int number) =>
        PagedAsync(request, "/", number, request.PublishedPosts, (posts, paging, comments) => request.PageAsync<HomePage>(
            (nameof(HomePage.Posts), posts), (nameof(HomePage.Paging), paging), (nameof(HomePage.Comments), comments)));

    private static Task<IResult> TagsAsync(BlogRequest request) =>
        request.PageAsync<TagsPage>((nameof(TagsPage.Groups), PostGroups.ByTag(request.PublishedPosts)));

    private static async Task<IResult> TagAsync(BlogRequest request, int number)
    {
        if (Find(PostGroups.ByTag(request.PublishedPosts), request.Route("tag")) is not { } group)
        {
            return await request.NotFoundAsync();
        }

        return await PagedAsync(
            request,
            $"/tags/{group.Slug}/",
            number,
            group.Posts,
            (posts, paging, comments) => request.PageAsync<TagPage>(
                (nameof(TagPage.Group), group),
                (nameof(TagPage.Posts), posts),
                (nameof(TagPage.Paging), paging),
                (nameof(TagPage.Comments), comments)));
    }

    private static async Task<IResult> AuthorAsync(BlogRequest request, int number)
    {
        var groups = PostGroups.ByAuthor(request.PublishedPosts, request.Context.Site.Author);
        if (Find(groups, request.Route("name")) is not { } group)
        {
            return await request.NotFoundAsync();
        }

        return await PagedAsync(
            request,
            $"/authors/{group.Slug}/",
            number,
            group.Posts,
            (posts, paging, comments) => request.PageAsync<AuthorPage>(
                (nameof(AuthorPage.Group), group),
                (nameof(AuthorPage.Posts), posts),
                (nameof(AuthorPage.Paging), paging),
                (nameof(AuthorPage.Comments), comments)));
    }

    private static async Task<IResult> ArchiveAsync(BlogRequest request) => await request.PageAsync<ArchivePage>(
        (nameof(ArchivePage.Posts), request.PublishedPosts),
        (nameof(ArchivePage.Comments), await ListedComments.OfAsync(request, request.PublishedPosts)));

    private static async Task<IResult> SearchAsync(BlogRequest request)
    {
        var typed = request.Query("q").Trim();
        var query = typed.Length > MaximumQueryLength ? typed[..MaximumQueryLength] : typed;
        var results = query.Length == 0
            ? []
            : request.Service<PageSources>().SearchPosts(request.Snapshot, query, request.Context.Now);
        if (query.Length > 0)
        {
            request.Service<ReaderActions>().Searched(request.Http.Request);
        }

        return await request.PageAsync<SearchPage>(
            (nameof(SearchPage.Query), query),
            (nameof(SearchPage.Results), results),
            (nameof(SearchPage.Comments), await ListedComments.OfAsync(request, results.Select(result => result.Post))));
    }

    private static async Task<IResult> PagedAsync(
        BlogRequest request,
        string root,
        int number,
        IReadOnlyList<Post> posts,
        Func<IReadOnlyList<Post>, Paging, ListedComments, Task<IResult>> page)
    {
        if (number == 1 && request.Http.Request.Path != root)
        {
            return request.MovedTo(root);
        }

        var cut = Paging.Cut(posts, root, number, request.Context.Site.PostsPerPage);
        return cut is var (paging, items)
            ? await page(items, paging, await ListedComments.OfAsync(request, items))
            : await request.NotFoundAsync();
    }

    private static PostGroup? Find(IReadOnlyList<PostGroup> groups, string slug) => groups.FirstOrDefault(group => group.Slug == slug);

    // Anything but a plain number is no page: 0 is out of every range.
    private static int NumberOf(BlogRequest request) =>
        int.TryParse(request.Route("number"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
