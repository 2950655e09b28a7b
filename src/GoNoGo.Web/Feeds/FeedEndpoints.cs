using System.Globalization;
using System.Text;
using GoNoGo.Blog.Posts;
using GoNoGo.Comments;
using GoNoGo.Platform.Data;
using GoNoGo.Web.Pages;

namespace GoNoGo.Web.Feeds;

/// <summary>What machines read: feeds, the map of the site and two plain files.</summary>
internal static class FeedEndpoints
{
    private const int CommentsInFeed = 50;
    private const int MaximumCommentPages = 20;

    public static void MapFeeds(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapKeptPage("/feed.xml", request => Done(
            RssFeed.Write(FeedOfBlog(request, "/feed.xml"), request.Context, request.Service<AbsoluteHtml>()), RssFeed.MediaType));
        endpoints.MapKeptPage("/atom.xml", request => Done(
            AtomFeed.Write(FeedOfBlog(request, "/atom.xml"), request.Context, request.Service<AbsoluteHtml>()), AtomFeed.MediaType));
        endpoints.MapKeptPage("/feed.json", request => Done(
            JsonFeed.Write(FeedOfBlog(request, "/feed.json"), request.Context, request.Service<AbsoluteHtml>()), JsonFeed.MediaType));
        endpoints.MapKeptPage("/tags/{tag}/feed.xml", TagFeedAsync);
        endpoints.MapKeptPage("/posts/{slug}/comments.atom", CommentFeedAsync);
        endpoints.MapKeptPage("/sitemap.xml", request => SitemapAsync(request, file: null));
        endpoints.MapKeptPage("/sitemap-{file:int:min(1)}.xml", request =>
            SitemapAsync(request, int.Parse(request.Route("file"), CultureInfo.InvariantCulture)));
        endpoints.MapKeptPage("/robots.txt", request =>
            Done(Encoding.UTF8.GetBytes(PlainFiles.Robots(request.Context)), PlainFiles.MediaType));
        endpoints.MapPage("/.well-known/security.txt", SecurityAsync);
    }

    public static string CommentsAddress(Post post) => $"/posts/{Uri.EscapeDataString(post.Slug)}/comments.atom";

    private static Task<IResult> Done(byte[] bytes, string mediaType) => Task.FromResult<IResult>(new PageResult(bytes, mediaType));

    private static Feed FeedOfBlog(BlogRequest request, string address) =>
        new(request.Context.Site.Title, address, "/", [.. request.PublishedPosts.Take(Feed.Length)]);

    private static Task<IResult> TagFeedAsync(BlogRequest request)
    {
        var slug = request.Route("tag").ToLowerInvariant();
        if (PostGroups.ByTag(request.PublishedPosts).FirstOrDefault(group => group.Slug == slug) is not { } group)
        {
            return request.NotFoundAsync();
        }

        var page = $"/tags/{group.Slug}/";
        var title = $"{request.Words.Tagged(group.Name)} – {request.Context.Site.Title}";
        var feed = new Feed(title, $"{page}feed.xml", page, [.. group.Posts.Take(Feed.Length)]);
        return Done(RssFeed.Write(feed, request.Context, request.Service<AbsoluteHtml>()), RssFeed.MediaType);
    }

    private static async Task<IResult> CommentFeedAsync(BlogRequest request)
    {
        if (request.Snapshot.FindPost(request.Route("slug"), request.Context.Now) is not { } post)
        {
            return await request.NotFoundAsync();
        }

        request.Notes.ShowThread(post.Slug, request.Service<PageVersions>());
        var newest = (await CommentsAsync(request, post)).OrderByDescending(comment => comment.CreatedAt).Take(CommentsInFeed).ToList();
        return new PageResult(AtomFeed.WriteComments(post, newest, request.In(post.Language).Context), AtomFeed.MediaType);
    }

    // Threads come in reading order, so the newest may stand on any page.
    private static async Task<IReadOnlyList<CommentView>> CommentsAsync(BlogRequest request, Post post)
    {
        var comments = new List<CommentView>();
        Guid? after = null;
        for (var page = 0; page < MaximumCommentPages; page++)
        {
            var result = await request.Service<PageSources>().ReadPost(post.Slug, after, request.Aborted);
            if (!result.Succeeded(out var view, out _))
            {
                break;
            }

            comments.AddRange(view.Comments.Items);
            after = view.Comments.Next;
            if (after is null)
            {
                break;
            }
        }

        return comments;
    }

    private static Task<IResult> SitemapAsync(BlogRequest request, int? file)
    {
        var entries = Sitemap.EntriesOf(request.Snapshot, request.Context.Now);
        var files = entries.Chunk(Sitemap.MaximumEntries).ToList();
        return file switch
        {
            null when files.Count > 1 => Done(Sitemap.WriteIndex(files.Count, request.Context), Sitemap.MediaType),
            null => Done(Sitemap.Write(entries, request.Context), Sitemap.MediaType),
            { } number when files.Count > 1 && number <= files.Count =>
                Done(Sitemap.Write(files[number - 1], request.Context), Sitemap.MediaType),
            _ => request.NotFoundAsync(),
        };
    }

    private static Task<IResult> SecurityAsync(BlogRequest request) => PlainFiles.Security(request.Context) is { } text
        ? Done(Encoding.UTF8.GetBytes(text), PlainFiles.MediaType)
        : request.NotFoundAsync();
}
