using System.Collections.Frozen;
using GoNoGo.Blog.Content;
using GoNoGo.Blog.Posts;

namespace GoNoGo.Web.Pages;

/// <summary>Answers for whatever the content names: posts, static pages, files, and addresses that have moved.</summary>
internal static class ContentEndpoint
{
    private const string PostsRoot = "/posts/";
    private const string IndexFile = "index.html";

    // What other programs call our pages, in lower case and without a slash at the end.
    private static readonly FrozenDictionary<string, string> Familiar = new Dictionary<string, string>
    {
        ["/rss"] = "/feed.xml",
        ["/rss.xml"] = "/feed.xml",
        ["/feed"] = "/feed.xml",
        ["/feed.rss"] = "/feed.xml",
        ["/feed/rss"] = "/feed.xml",
        ["/index.xml"] = "/feed.xml",
        ["/atom"] = "/atom.xml",
        ["/feed.atom"] = "/atom.xml",
        ["/feed/atom"] = "/atom.xml",
        ["/feed/json"] = "/feed.json",
        ["/index.html"] = "/",
        ["/posts"] = "/archive/",
        ["/page"] = "/",
        ["/security.txt"] = "/.well-known/security.txt",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static async Task<IResult> AnswerAsync(BlogRequest request)
    {
        var path = request.Http.Request.Path.Value ?? "/";
        switch (request.Snapshot.Find(path, request.Context.Now))
        {
            case PostDestination(var post) when post.Address == path:
                return await PostEndpoint.AnswerAsync(request, post);
            case PageDestination(var page) when page.Address == path:
                return await request.In(page.Language).PageAsync<StaticContentPage>(
                    (nameof(StaticContentPage.Page), page), (nameof(StaticContentPage.Pictures), request.Snapshot.Pictures));
            case AssetDestination(var asset):
                return await AssetEndpoint.AnswerAsync(request, asset);
            default:
                return CanonicalPath(request, path) is { } canonical ? request.MovedTo(canonical) : await request.NotFoundAsync();
        }
    }

    /// <summary>Where readers find what they meant by a path; null where nothing published stands there.</summary>
    private static string? CanonicalPath(BlogRequest request, string path)
    {
        var lower = path.ToLowerInvariant();
        var withoutIndex = lower.EndsWith("/" + IndexFile, StringComparison.Ordinal) ? lower[..^IndexFile.Length] : lower;
        string[] forms = [path, path + "/", lower, lower + "/", withoutIndex];
        return forms.Select(form => Target(request, form)).FirstOrDefault(target => target is not null && target != path)
            ?? Familiar.GetValueOrDefault(lower.TrimEnd('/'))
            ?? BySlug(request, withoutIndex);
    }

    // A moved address that leads to a draft is not given away: the target is looked up again.
    private static string? Target(BlogRequest request, string form) => request.Snapshot.Find(form, request.Context.Now) switch
    {
        MovedDestination(var to) => AddressOf(request.Snapshot.Find(to, request.Context.Now)),
        var destination => AddressOf(destination),
    };

    private static string? AddressOf(Destination? destination) => destination switch
    {
        PostDestination(var post) => post.Address,
        PageDestination(var page) => page.Address,
        AssetDestination(var asset) => asset.Address,
        _ => null,
    };

    private static string? BySlug(BlogRequest request, string path)
    {
        if (!path.StartsWith(PostsRoot, StringComparison.Ordinal))
        {
            return null;
        }

        var slug = path[PostsRoot.Length..].TrimEnd('/');
        Post? post = request.Snapshot.FindPost(slug, request.Context.Now);
        return post?.Address;
    }
}
