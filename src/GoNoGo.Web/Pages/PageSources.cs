using GoNoGo.Blog;
using GoNoGo.Blog.Content;
using GoNoGo.Blog.Posts;
using GoNoGo.Blog.Site;
using GoNoGo.Gdpr.Register;
using GoNoGo.Platform.Results;

namespace GoNoGo.Web.Pages;

/// <summary>What the pages ask of the modules below, each one call; wired where the services are registered.</summary>
/// <param name="ReadPost">A post with the comments after a given one.</param>
/// <param name="SearchPosts">The published posts that match a query, best first.</param>
/// <param name="OpenAsset">The bytes of an asset as a stream that can seek; null where they cannot be had.</param>
/// <param name="Consent">The words to agree to, in a language.</param>
/// <param name="Notice">The privacy notice of a blog, in its language.</param>
internal sealed record PageSources(
    Func<string, Guid?, CancellationToken, Task<Result<PostView>>> ReadPost,
    Func<Snapshot, string, DateTimeOffset, IReadOnlyList<SearchHit>> SearchPosts,
    Func<Asset, CancellationToken, Task<Stream?>> OpenAsset,
    Func<string, ConsentWords> Consent,
    Func<SiteSettings, PrivacyNotice> Notice)
{
    /// <summary>The bytes of a picture's form by its object id and width; null where they cannot be had.</summary>
    public Func<string, int, Stream?> OpenPicture { get; init; } = (_, _) => null;

    /// <summary>How many comments of posts everybody may see, by slug; a post without any is missing.</summary>
    public Func<IReadOnlyList<string>, CancellationToken, Task<IReadOnlyDictionary<string, int>>> CountComments { get; init; } =
        (_, _) => Task.FromResult(ListedComments.None.Counts);
}
