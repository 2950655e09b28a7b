using GoNoGo.Accounts.Users;
using GoNoGo.Comments;
using GoNoGo.Comments.Moderation;
using GoNoGo.Web.Admin.Frame;
using GoNoGo.Web.Admin.Pages;
using GoNoGo.Web.Api;

namespace GoNoGo.Web.Admin.Moderation;

/// <summary>The queue: one form for all of it, so that it works without script; the module sends the same decisions over the API.</summary>
internal static class QueueEndpoints
{
    public const string Path = "/admin/queue/";
    private const int PageSize = 50;

    public static void MapQueue(this RouteGroupBuilder admin)
    {
        admin.MapAdminPage("/queue/", Permission.ModerateComments, request => ShowAsync(request, outcome: null));
        admin.MapAdminForm("/queue/decisions/", Permission.ModerateComments, DecideAsync);
        admin.MapAdminForm("/queue/undone/", Permission.ModerateComments, UndoAsync);
    }

    private static async Task<IResult> DecideAsync(AdminRequest request)
    {
        if (!(await request.FormAsync()).Succeeded(out var form, out var refusal))
        {
            return await request.RefusedAsync(refusal);
        }

        if (!QueueForm.Read(form).Succeeded(out var pressed, out refusal))
        {
            return await ShowAsync(request, new QueueOutcome([], Refusal: refusal.Message));
        }

        var decided = await request.Service<ModerationService>().DecideAllAsync(
            pressed.Comments, pressed.Decision, request.Person.AsModerator(), request.Aborted);
        return await ShowAsync(request, decided.Succeeded(out var results, out refusal)
            ? new QueueOutcome([.. results.Select(QueueResult.Of)])
            : new QueueOutcome([], Refusal: refusal.Message));
    }

    /// <summary>Takes back what the form names, each <c>comment:decision</c>.</summary>
    private static async Task<IResult> UndoAsync(AdminRequest request)
    {
        if (!(await request.FormAsync()).Succeeded(out var form, out var refusal))
        {
            return await request.RefusedAsync(refusal);
        }

        var results = new List<QueueResult>();
        foreach (var pair in form.All("decisions").Take(ModerationService.LargestBulk).Select(text => text.Split(':')))
        {
            if (pair is [var comment, var decision] && Guid.TryParse(comment, out var id) && Guid.TryParse(decision, out var decided))
            {
                var undone = await request.Service<ModerationService>().UndoAsync(
                    id, decided, revision: null, request.Person.AsModerator(), request.Aborted);
                results.Add(QueueResult.Of(new BulkResult(id, undone.Value, undone.Error)) with { WasUndone = undone.Error is null });
            }
        }

        return await ShowAsync(request, new QueueOutcome(results));
    }

    private static async Task<IResult> ShowAsync(AdminRequest request, QueueOutcome? outcome)
    {
        var filter = new QueueFilter
        {
            PostId = NotEmpty(request.Query("post")),
            Flag = NotEmpty(request.Query("flag")),
            Search = NotEmpty(request.Query("q")),
        };
        var queue = request.Service<ModerationQueue>();
        var page = await queue.ReadAsync(
            filter, NotEmpty(request.Query("after")), PageSize, request.Person.AsModerator(), request.Aborted);
        var model = new QueueModel
        {
            Items = page.Items,
            Filter = filter,
            Next = page.Next,
            Query = QueueModel.QueryOf(filter),
            IsFirst = request.Query("after").Length == 0,
            Figures = await request.Service<MailedComments>().QueueAsync(request.Aborted),
            Flags = QueueModel.FlagsOf(ModerationPages.PolicyOf(request)),
            TitleOf = ModerationPages.TitlesOf(request),
            Outcome = outcome,
        };
        return await request.PageAsync<WaitingPage>(
            outcome?.Refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
            request.Words.NavQueue,
            (nameof(WaitingPage.Model), model));
    }

    private static string? NotEmpty(string text) => text.Trim() is { Length: > 0 } trimmed ? trimmed : null;
}
