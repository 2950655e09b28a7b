using GoNoGo.Accounts.Mailboxes;
using GoNoGo.Comments;
using GoNoGo.Comments.Moderation;
using GoNoGo.Integrations.Email.Ledger;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Events;

namespace GoNoGo.Integrations.Email.Deciding;

/// <summary>
/// Something waits for moderators: who wants to hear of it at once does, by one mail in an hour at most. It says how much waits when it
/// leaves, so that what came meanwhile is in it. Who wants a digest gets it from <see cref="MailCalendar"/>.
/// </summary>
internal sealed class ModeratorMails(IStaffMailboxes staff, MailQueue queue)
    : IEventHandler<CommentCreated>, IEventHandler<CommentFlagged>
{
    /// <summary>What such a mail is about, in place of one comment.</summary>
    public const string Waiting = "waiting";

    /// <summary>How long from one mail to the next.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    public Task HandleAsync(CommentCreated @event, Transaction transaction, CancellationToken cancellationToken) =>
        TellAsync(transaction, cancellationToken);

    public Task HandleAsync(CommentFlagged @event, Transaction transaction, CancellationToken cancellationToken) =>
        TellAsync(transaction, cancellationToken);

    private async Task TellAsync(Transaction transaction, CancellationToken cancellationToken)
    {
        foreach (var moderator in await staff.WantingAsync(StaffMail.Moderation, author: null, cancellationToken))
        {
            if (moderator.Timing is MailTiming.AtOnce)
            {
                await queue.AddSparinglyAsync(transaction, MailKinds.Moderation, moderator.Id, Waiting, Pause, cancellationToken);
            }
        }
    }
}
