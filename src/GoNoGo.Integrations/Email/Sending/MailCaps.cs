using GoNoGo.Integrations.Email.Ledger;
using GoNoGo.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace GoNoGo.Integrations.Email.Sending;

/// <summary>How much mail may leave: to one address and in all, in an hour and in a day. What is over waits and is not lost.</summary>
internal sealed class MailCaps(DataContext data, IOptions<MailOptions> options)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>How long a mail has to wait for its turn; null if it may leave.</summary>
    public async Task<TimeSpan?> WaitAsync(Mail mail, Recipient recipient, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var settings = options.Value;
        var mails = data.Set<Mail>().AsNoTracking().Where(other => other.Id != mail.Id);
        var wait = await WaitAsync(mails.Where(other => other.AddressId == recipient.CountedAs), settings.AddressPerHour, Hour)
            ?? await WaitAsync(OfStrangers(), (settings.PerHour + 1) / 2, Hour)
            ?? await WaitAsync(mails, settings.PerHour, Hour)
            ?? await WaitAsync(mails, settings.PerDay, Day);
        return wait is null ? null : wait + await BehindAsync(mail, settings, cancellationToken);

        // Anybody can cause the question whether an address is theirs: together these take half of what may leave, and no more.
        IQueryable<Mail>? OfStrangers() =>
            mail.Kind == MailKinds.ConfirmAddress ? mails.Where(other => other.Kind == MailKinds.ConfirmAddress) : null;

        async Task<TimeSpan?> WaitAsync(IQueryable<Mail>? counted, int most, TimeSpan window)
        {
            if (most == 0 || counted is null)
            {
                return null;
            }

            // The one that must have left the window before another may leave.
            var since = now - window;
            var blocking = await counted.Where(other => other.LeftAt > since)
                .OrderByDescending(other => other.LeftAt)
                .Skip(most - 1)
                .Select(other => other.LeftAt)
                .FirstOrDefaultAsync(cancellationToken);
            return blocking is { } left ? left + window - now + TimeSpan.FromSeconds(1) : null;
        }
    }

    /// <summary>Who stands further back in the queue comes back later, so that waiting costs few attempts.</summary>
    private async Task<TimeSpan> BehindAsync(Mail mail, MailOptions settings, CancellationToken cancellationToken)
    {
        if (settings.PerHour == 0)
        {
            return TimeSpan.Zero;
        }

        var before = await data.Set<Mail>().CountAsync(
            other => other.Status == MailStatus.Queued && other.QueuedAt < mail.QueuedAt, cancellationToken);
        return Hour * (before / settings.PerHour);
    }
}
