using GoNoGo.Comments;

namespace GoNoGo.Web.Pages;

/// <summary>
/// The lasting address of a comment: leads to the page of the thread on which it stands today. Where nobody can see it, to the thread.
/// </summary>
internal static class CommentPlaceEndpoint
{
    public const string Pattern = "/posts/{slug}/comments/{id}/";

    public static string Address(string slug, Guid commentId) => $"/posts/{Uri.EscapeDataString(slug)}/comments/{commentId:D}/";

    public static async Task<IResult> AnswerAsync(BlogRequest request)
    {
        if (!Guid.TryParse(request.Route("id"), out var id)
            || request.Snapshot.FindPost(request.Route("slug"), request.Context.Now) is not { } post)
        {
            return await request.NotFoundAsync();
        }

        return new SeeOther(await request.Service<CommentService>().FindPlaceAsync(post.Slug, id, request.Aborted) switch
        {
            null => $"{post.Address}#comments",
            { After: null } => $"{post.Address}#comment-{id:D}",
            { After: { } after } => $"{post.Address}?{PostEndpoint.AfterField}={after:D}#comment-{id:D}",
        });
    }
}
