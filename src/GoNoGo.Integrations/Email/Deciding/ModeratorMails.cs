using GoNoGo.Accounts.Mailboxes;
using GoNoGo.Comments;
using GoNoGo.Comments.Moderation;
using GoNoGo.Integrations.Email.Ledger;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Events;

namespace GoNoGo.Integrations.Email.Deciding;

/// <summary>
/// Something waits for moderators: who wants to hear of it at once does, by one mail in an hour at most. It says how much waits when it
/// leaves, so that what came meanwhile is in it. Who wants them hourly gets one at the full hour; <see cref="MailCalendar"/> sends digests.
/// A flag on a comment that has waited since it was sent is no news: its arrival was told.
/// </summary>
internal sealed class ModeratorMails(IStaffMailboxes staff, MailedComments comments, MailQueue queue)
    : IEventHandler<CommentCreated>, IEventHandler<CommentFlagged>
{
    /// <summary>What such a mail is about, in place of one comment.</summary>
    public const string Waiting = "waiting";

    /// <summary>How long from one mail to the next.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    public Task HandleAsync(CommentCreated @event, Transaction transaction, CancellationToken cancellationToken) =>
        TellAsync(transaction, cancellationToken);

    public async Task HandleAsync(CommentFlagged @event, Transaction transaction, CancellationToken cancellationToken)
    {
        if (!await comments.HasWaitedSinceItWasSentAsync(@event.CommentId, cancellationToken))
        {
            await TellAsync(transaction, cancellationToken);
        }
    }

    private static DateTimeOffset NextHour(DateTimeOffset moment) =>
        new(moment.UtcTicks - (moment.UtcTicks % TimeSpan.TicksPerHour) + TimeSpan.TicksPerHour, TimeSpan.Zero);

    private async Task TellAsync(Transaction transaction, CancellationToken cancellationToken)
    {
        foreach (var moderator in await staff.WantingAsync(StaffMail.Moderation, author: null, cancellationToken))
        {
            if (moderator.Timing is MailTiming.AtOnce or MailTiming.Hourly)
            {
                var earliest = moderator.Timing is MailTiming.Hourly ? NextHour(transaction.StartedAt) : transaction.StartedAt;
                await queue.AddSparinglyAsync(transaction, MailKinds.Moderation, moderator.Id, Waiting, earliest, Pause, cancellationToken);
            }
        }
    }
}
