using System.Globalization;
using GoNoGo.Accounts.Users;
using GoNoGo.Comments;
using GoNoGo.Comments.Moderation;
using GoNoGo.Web.Admin.Frame;
using GoNoGo.Web.Admin.Pages;
using GoNoGo.Web.Api;

namespace GoNoGo.Web.Admin.Moderation;

/// <summary>All comments, the newest first, and who may not comment.</summary>
internal static class CommentListEndpoints
{
    public const string Comments = "/admin/comments/";
    public const string Blocks = "/admin/blocks/";
    private const int PageSize = 50;

    public static void MapCommentLists(this RouteGroupBuilder admin)
    {
        admin.MapAdminPage("/comments/", Permission.ModerateComments, CommentsAsync);
        admin.MapAdminPage("/blocks/", Permission.ModerateComments, BlocksAsync);
        admin.MapAdminForm("/blocks/{id:guid}/end/", Permission.ModerateComments, LiftAsync);
    }

    private static async Task<IResult> CommentsAsync(AdminRequest request)
    {
        var status = Enum.GetValues<ModerationStatus>().Cast<ModerationStatus?>()
            .FirstOrDefault(known => known!.Value.Word() == request.Query("status")); // Every value of the list is one.
        var filter = new QueueFilter
        {
            Scope = status is null ? QueueScope.All : QueueScope.Status,
            Status = status ?? ModerationStatus.Pending,
            Search = request.Query("q").Trim() is { Length: > 0 } search ? search : null,
        };
        var page = await request.Service<ModerationQueue>().ReadAsync(
            filter, request.Query("after"), PageSize, request.Person.AsModerator(), request.Aborted);
        return await request.PageAsync<CommentListPage>(
            request.Words.NavComments,
            (nameof(CommentListPage.Page), page),
            (nameof(CommentListPage.Status), status),
            (nameof(CommentListPage.Search), filter.Search),
            (nameof(CommentListPage.TitleOf), ModerationPages.TitlesOf(request)));
    }

    private static async Task<IResult> BlocksAsync(AdminRequest request)
    {
        await request.EnterAccessAsync("sender_blocks");
        return await request.PageAsync<BlocksPage>(
            request.Words.NavBlocks, (nameof(BlocksPage.Blocks), await request.Service<SenderBlocks>().ListAsync(request.Aborted)));
    }

    private static async Task<IResult> LiftAsync(AdminRequest request)
    {
        var lifted = await request.Service<SenderBlocks>().LiftAsync(
            Guid.Parse(request.Route("id"), CultureInfo.InvariantCulture), request.Person.AsModerator(), request.Aborted);
        return lifted.Error is { } refusal ? await request.RefusedAsync(refusal) : AdminRequest.Done(Blocks, "block-ended");
    }
}
