using System.Globalization;
using GoNoGo.Accounts.Mailboxes;
using GoNoGo.Integrations.Email.Ledger;
using GoNoGo.Integrations.Email.Writing;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Events;
using GoNoGo.Platform.Results;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Integrations.Email.Deciding;

/// <summary>What comes by the calendar, each morning: what waits for moderators, what needs mending, and on Mondays the week.</summary>
internal sealed class MailCalendar(
    DataContext data, UnitOfWork unitOfWork, IStaffMailboxes staff, StaffFigures figures, MailQueue queue) : IEventWorker<ScheduleDue>
{
    public const string Schedule = "mail_calendar";

    public static readonly ScheduleTiming Timing = new ScheduleTiming.Daily(new TimeOnly(6, 0));

    public async Task<OutboundOutcome> WorkAsync(ScheduleDue @event, EventContext context, CancellationToken cancellationToken)
    {
        var today = context.OccurredAt;
        var waits = (await figures.WaitingAsync(cancellationToken)).Count > 0;
        var isBroken = await figures.DeadLettersAsync(cancellationToken) > 0;
        var queued = await unitOfWork.RunAsync<Queued>(
            async (transaction, ended) =>
            {
                if (waits)
                {
                    await TellAsync(transaction, StaffMail.Moderation, Day(today), ended);
                }

                if (isBroken)
                {
                    await TellAsync(transaction, StaffMail.Problems, Day(today), ended);
                }

                if (today.DayOfWeek is DayOfWeek.Monday || await TellsOfWeeksAsync(ended))
                {
                    await TellAsync(transaction, StaffMail.WeeklyDigest, Day(MondayOf(today)), ended);
                }

                return new Queued();
            },
            cancellationToken);
        return queued.Error is { } refusal
            ? new OutboundOutcome.TransientFailure(refusal.Code)
            : new OutboundOutcome.Delivered();
    }

    /// <summary>Whether there was a digest before: then a Monday on which no server ran is made up for.</summary>
    private Task<bool> TellsOfWeeksAsync(CancellationToken cancellationToken) =>
        data.Set<Mail>().AnyAsync(mail => mail.Kind == MailKinds.WeeklyDigest, cancellationToken);

    private static DateTimeOffset MondayOf(DateTimeOffset day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    private static string Day(DateTimeOffset day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private async Task TellAsync(Transaction transaction, StaffMail mail, string day, CancellationToken cancellationToken)
    {
        foreach (var mailbox in await staff.WantingAsync(mail, author: null, cancellationToken))
        {
            if (mail is not StaffMail.Moderation || mailbox.Timing is MailTiming.Digest)
            {
                await queue.AddOnceAsync(transaction, MailKinds.Of(mail), mailbox.Id, day, TimeSpan.Zero, cancellationToken);
            }
        }
    }

    private sealed record Queued;
}
