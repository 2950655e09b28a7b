using System.Globalization;
using GoNoGo.Comments;
using GoNoGo.Comments.Moderation;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Pages;

namespace GoNoGo.Web.Admin.Moderation;

/// <summary>
/// Which button of the queue was pressed: one of a comment (its value is <c>id:revision</c>) or one for all that are ticked. A rejection
/// says why by the list beside its button.
/// </summary>
internal sealed record QueueForm(IReadOnlyList<BulkItem> Comments, NewDecision Decision)
{
    public static Result<QueueForm> Read(PostedForm form)
    {
        foreach (var status in new[] { ModerationStatus.Approved, ModerationStatus.Rejected, ModerationStatus.Spam })
        {
            if (form.Text(ButtonOf(status)) is { Length: > 0 } value && Item(value) is { } item)
            {
                return Of([item], status, form.Text($"reason-{item.CommentId:D}"));
            }

            if (form.Text("all") == ButtonOf(status))
            {
                return Of([.. form.All("chosen").Select(Item).OfType<BulkItem>()], status, form.Text("reason-all"));
            }
        }

        return new BulkSizeWrong();
    }

    public static string ButtonOf(ModerationStatus status) => status switch
    {
        ModerationStatus.Approved => "approve",
        ModerationStatus.Rejected => "reject",
        _ => "spam",
    };

    public static string ValueOf(QueueItem item) => string.Create(CultureInfo.InvariantCulture, $"{item.Id:D}:{item.Revision}");

    private static Result<QueueForm> Of(IReadOnlyList<BulkItem> comments, ModerationStatus status, string code)
    {
        var reason = ReasonWords.Find(code);
        if (status is ModerationStatus.Rejected && (reason is not { } known || !ReasonWords.OfRejections.Contains(known)))
        {
            return new ReasonUnknown();
        }

        return comments.Count == 0 ? new BulkSizeWrong() : new QueueForm(comments, new NewDecision(status, reason));
    }

    private static BulkItem? Item(string value) => value.Split(':') is [var id, var revision]
        && Guid.TryParse(id, out var comment)
        && int.TryParse(revision, NumberStyles.None, CultureInfo.InvariantCulture, out var seen)
        ? new BulkItem(comment, seen)
        : null;
}
