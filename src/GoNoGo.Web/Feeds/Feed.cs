using System.Globalization;
using GoNoGo.Blog.Posts;
using GoNoGo.Web.Pages;

namespace GoNoGo.Web.Feeds;

/// <summary>A feed before it takes one of the three forms.</summary>
/// <param name="Title">Its name.</param>
/// <param name="SelfAddress">Its own path.</param>
/// <param name="PageAddress">The path of the page that it follows.</param>
/// <param name="Posts">Its posts, newest first: published ones only.</param>
internal sealed record Feed(string Title, string SelfAddress, string PageAddress, IReadOnlyList<Post> Posts)
{
    /// <summary>Posts in a feed at most.</summary>
    public const int Length = 20;

    /// <summary>When something in it last changed; the year one where it is empty, so that its bytes stay the same.</summary>
    public DateTimeOffset ChangedAt => Posts.Select(ChangeOf).DefaultIfEmpty(DateTimeOffset.UnixEpoch).Max();

    public static DateTimeOffset ChangeOf(Post post) =>
        post.UpdatedAt is { } updated && updated > post.PublishedAt ? updated : post.PublishedAt;

    /// <summary>A tag URI (RFC 4151): stays the same when the address changes, as long as date and slug do.</summary>
    public static string IdOf(Post post, Uri baseUrl) => TagUri(baseUrl, post.PublishedAt, post.Slug);

    public static string TagUri(Uri baseUrl, DateTimeOffset date, string specific) => string.Create(
        CultureInfo.InvariantCulture, $"tag:{baseUrl.IdnHost},{date.UtcDateTime:yyyy-MM-dd}:{Uri.EscapeDataString(specific)}");

    public static IReadOnlyList<string> AuthorsOf(Post post, PageContext context) => PostGroups.AuthorsOf(post, context.Site.Author);
}
