using GoNoGo.Blog.Posts;

namespace GoNoGo.Web.Pages;

/// <summary>A post that is not published, for whoever has its signed link. Nothing keeps it and no search engine lists it.</summary>
internal static class DraftEndpoint
{
    private const string Root = "/_/drafts/";

    public static void MapDrafts(this IEndpointRouteBuilder endpoints) => endpoints.MapPrivatePage(Root + "{token}/{slug}/", AnswerAsync);

    /// <summary>The path of a link.</summary>
    public static string AddressOf(string slug, string token) => $"{Root}{token}/{Uri.EscapeDataString(slug)}/";

    private static async Task<IResult> AnswerAsync(BlogRequest request)
    {
        var slug = request.Route("slug");
        if (request.Service<DraftLinks>().Read(slug, request.Route("token")) is not { } until
            || request.Snapshot.FindUnpublished(slug, request.Context.Now) is not { } post)
        {
            // Where it has been published since, that is where its reader wants to go.
            return request.Snapshot.FindPost(slug, request.Context.Now) is { } published
                ? new SeeOther(published.Address)
                : await request.NotFoundAsync();
        }

        return await request.PrivatePageAsync<PostPage>(
            StatusCodes.Status200OK,
            (nameof(PostPage.Model), new PostModel(post, Comments: null, Form: null)
            {
                Pictures = request.Snapshot.Pictures,
                Series = request.Snapshot.Relations.SeriesOf(post, request.Context.Now),
                DraftUntil = until,
            }));
    }
}
