using System.Text.Json.Serialization;
using GoNoGo.Blog;
using GoNoGo.Blog.Posts;
using GoNoGo.Comments;
using GoNoGo.Gdpr.Consent;

namespace GoNoGo.Web.Api;

/// <summary>A list, and the path of its next page or null.</summary>
internal sealed record ListView<T>(IReadOnlyList<T> Items, [property: OwnPath] string? Next) : IListView;

/// <summary>A list of whatever.</summary>
internal interface IListView
{
    /// <summary>The path of the next page; null on the last.</summary>
    string? Next { get; }
}

internal sealed record PostSummaryView(
    string Slug,
    string Title,
    [property: OwnPath] string Url,
    DateTimeOffset PublishedAt,
    DateTimeOffset? UpdatedAt,
    string Excerpt,
    IReadOnlyList<string> Authors,
    IReadOnlyList<string> Tags,
    int ReadingTimeMinutes)
{
    public static PostSummaryView From(Post post) => new(
        post.Slug,
        post.Title,
        post.Address,
        post.PublishedAt,
        post.UpdatedAt,
        post.Excerpt,
        post.Authors,
        post.Tags,
        post.ReadingTimeMinutes);
}

internal sealed record PostDetailView(
    PostSummaryView Post, [property: OwnHtml] string ContentHtml, ListView<CommentItemView> Comments, PermissionsView Permissions)
{
    public static PostDetailView From(PostView view) => new(
        PostSummaryView.From(view.Post),
        view.Post.Html,
        CommentItemView.List(view.Post.Slug, view.Comments, CommentService.PageSize),
        PermissionsView.From(view.Permissions));
}

internal sealed record PermissionsView(bool CanComment, bool CanReply, bool CanModerate, bool CanEdit)
{
    public static PermissionsView From(PostPermissions permissions) =>
        new(permissions.CanComment, permissions.CanReply, permissions.CanModerate, permissions.CanEdit);
}

internal sealed record CommentItemView(
    Guid Id,
    Guid? ParentId,
    int Depth,
    AuthorView? Author,
    string Content,
    string Html,
    DateTimeOffset CreatedAt,
    DateTimeOffset? EditedAt,
    bool Erased)
{
    public static ListView<CommentItemView> List(string slug, CommentPage page, int limit) => new(
        [.. page.Items.Select(From)],
        page.Next is { } next ? $"/api/v1/posts/{Uri.EscapeDataString(slug)}/comments?after={next}&limit={limit}" : null);

    private static CommentItemView From(CommentView comment) => new(
        comment.Id,
        comment.ParentId,
        comment.Depth,
        comment.Author is { } author ? AuthorView.From(author) : null,
        comment.Content,
        comment.Html,
        comment.CreatedAt,
        comment.EditedAt,
        comment.Author is null);
}

internal sealed record AuthorView(string Handle, string? DisplayName)
{
    /// <summary>Not there at all for who is not signed in.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? ReputationScore { get; init; }

    public static AuthorView From(CommentAuthorView author) =>
        new(author.Handle, author.DisplayName) { ReputationScore = author.ReputationScore };
}

internal sealed record CreatedCommentView(
    Guid Id, string Status, [property: OwnPath] string ManageUrl, ConsentReceipt ConsentReceipt)
{
    public static CreatedCommentView From(CommentReceipt receipt) =>
        new(receipt.Id, CommentReceipt.Status, ManageAddress(receipt.CapabilityToken), receipt.ConsentReceipt);

    /// <summary>The path of the page from which its author manages a comment.</summary>
    public static string ManageAddress(string capabilityToken) => $"/comments/{capabilityToken}/";
}
