using System.Globalization;
using GoNoGo.Accounts.Users;
using GoNoGo.Comments.Moderation;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Admin.Frame;
using GoNoGo.Web.Admin.Pages;
using GoNoGo.Web.Api;
using GoNoGo.Web.Pages;

namespace GoNoGo.Web.Admin.Moderation;

/// <summary>One comment with all that belongs to it, and what a moderator does with it.</summary>
internal static class CommentFileEndpoints
{
    private const string Pattern = "/comments/{id:guid}/";

    public static void MapCommentFiles(this RouteGroupBuilder admin)
    {
        admin.MapAdminPage(Pattern, Permission.ModerateComments, request => ShowAsync(request, refusal: null));
        admin.MapAdminForm(Pattern + "decision/", Permission.ModerateComments, DecideAsync);
        admin.MapAdminForm(Pattern + "undone/", Permission.ModerateComments, UndoAsync);
        admin.MapAdminForm(Pattern + "text/", Permission.ModerateComments, EditAsync);
        admin.MapAdminForm(Pattern + "thread/", Permission.ModerateComments, ArrangeAsync);
        admin.MapAdminForm(Pattern + "block/", Permission.ModerateComments, BlockAsync);
    }

    public static string PathOf(Guid commentId) => $"/admin/comments/{commentId:D}/";

    private static async Task<IResult> DecideAsync(AdminRequest request)
    {
        if (!(await request.FormAsync()).Succeeded(out var form, out var refusal))
        {
            return await request.RefusedAsync(refusal);
        }

        if (!QueueForm.Read(form).Succeeded(out var pressed, out refusal))
        {
            return await ShowAsync(request, refusal);
        }

        var decided = await request.Service<ModerationService>().DecideAsync(
            IdOf(request), pressed.Decision with { Revision = RevisionOf(form) }, request.Person.AsModerator(), request.Aborted);
        return await AnswerAsync(request, decided.Error, "comment-decided");
    }

    private static async Task<IResult> UndoAsync(AdminRequest request)
    {
        if (!(await request.FormAsync()).Succeeded(out var form, out var refusal))
        {
            return await request.RefusedAsync(refusal);
        }

        var decision = Guid.TryParse(form.Text("decision"), out var id) ? id : Guid.Empty;
        var undone = await request.Service<ModerationService>().UndoAsync(
            IdOf(request), decision, revision: null, request.Person.AsModerator(), request.Aborted);
        return await AnswerAsync(request, undone.Error, "decision-undone");
    }

    private static async Task<IResult> EditAsync(AdminRequest request)
    {
        if (!(await request.FormAsync()).Succeeded(out var form, out var refusal))
        {
            return await request.RefusedAsync(refusal);
        }

        // A browser sends line feeds as CR LF; the text is kept as it was typed first.
        var content = form.Text("content").ReplaceLineEndings("\n");
        var edited = await request.Service<CommentDesk>().EditAsync(
            IdOf(request), content, RevisionOf(form), request.Person.AsModerator(), request.Aborted);
        return edited.Error is { } wrong
            ? await ShowAsync(request, wrong, content)
            : AdminRequest.Done(PathOf(IdOf(request)), "comment-edited");
    }

    /// <summary>Locks and pins, or the other way round: the pressed button says which.</summary>
    private static async Task<IResult> ArrangeAsync(AdminRequest request)
    {
        if (!(await request.FormAsync()).Succeeded(out var form, out var refusal))
        {
            return await request.RefusedAsync(refusal);
        }

        var (desk, id, moderator) = (request.Service<CommentDesk>(), IdOf(request), request.Person.AsModerator());
        var step = form.Text("step");
        var done = step is "pin" or "unpin"
            ? await desk.PinAsync(id, step is "pin", RevisionOf(form), moderator, request.Aborted)
            : await desk.LockAsync(id, step is "lock", RevisionOf(form), moderator, request.Aborted);
        return await AnswerAsync(request, done.Error, step is "pin" or "unpin" ? "comment-pinned" : "thread-locked");
    }

    private static async Task<IResult> BlockAsync(AdminRequest request)
    {
        if (!(await request.FormAsync()).Succeeded(out var form, out var refusal))
        {
            return await request.RefusedAsync(refusal);
        }

        var wanted = new NewBlock(
            form.Text("kind") is "network" ? BlockKind.Network : BlockKind.Email,
            int.TryParse(form.Text("days"), NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : 0,
            ReasonWords.Find(form.Text("block-reason")) ?? RefusalReason.Spam);
        var blocked = await request.Service<SenderBlocks>().BlockAsync(
            IdOf(request), wanted, request.Person.AsModerator(), request.Aborted);
        return await AnswerAsync(request, blocked.Error, "sender-blocked");
    }

    private static async Task<IResult> AnswerAsync(AdminRequest request, Error? refusal, string notice) =>
        refusal is null ? AdminRequest.Done(PathOf(IdOf(request)), notice) : await ShowAsync(request, refusal);

    private static async Task<IResult> ShowAsync(AdminRequest request, Error? refusal, string? typed = null)
    {
        var found = await request.Service<ModerationQueue>().FindAsync(IdOf(request), request.Person.AsModerator(), request.Aborted);
        if (!found.Succeeded(out var file, out var gone))
        {
            return await request.RefusedAsync(gone);
        }

        return await request.PageAsync<CommentFilePage>(
            refusal is null ? StatusCodes.Status200OK : Problems.For(refusal).StatusCode,
            request.Words.Moderation.TitleCommentBy(file.Item.AuthorName ?? request.Words.Public.Comments.Anonymous),
            (nameof(CommentFilePage.File), file),
            (nameof(CommentFilePage.TitleOf), ModerationPages.TitlesOf(request)),
            (nameof(CommentFilePage.HandleOf), await ModerationPages.HandlesAsync(request)),
            (nameof(CommentFilePage.Typed), typed),
            (nameof(CommentFilePage.Message), refusal?.Message));
    }

    private static Guid IdOf(AdminRequest request) => Guid.Parse(request.Route("id"), CultureInfo.InvariantCulture);

    private static int? RevisionOf(PostedForm form) =>
        int.TryParse(form.Text("revision"), NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : null;
}
