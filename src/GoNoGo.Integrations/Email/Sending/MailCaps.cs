using GoNoGo.Gdpr.Rights;
using GoNoGo.Integrations.Email.Ledger;
using GoNoGo.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace GoNoGo.Integrations.Email.Sending;

/// <summary>
/// How much mail may leave: to one address and in all, in an hour and in a day. What is over waits; it is not lost, unless what it tells of
/// is over meanwhile, as a link is.
/// </summary>
internal sealed class MailCaps(DataContext data, IOptions<MailOptions> options)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private static readonly string[] CausedByAnybody = [MailKinds.ConfirmAddress, MailKinds.SignIn, MailKinds.PrivacyStep];

    /// <summary>For how long what has left is counted.</summary>
    public static TimeSpan LongestWindow => Day;

    /// <summary>How long a mail has to wait for its turn; null if it may leave.</summary>
    public async Task<TimeSpan?> WaitAsync(Mail mail, Recipient recipient, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var settings = options.Value;
        var left = data.Set<MailDeparture>().AsNoTracking().Where(other => other.MailId != mail.Id);
        var wait = await WaitAsync(left.Where(other => other.EmailTag == recipient.CountedAs.Value), settings.AddressPerHour, Hour)
            ?? await WaitAsync(OfStrangers(), (settings.PerHour + 1) / 2, Hour)
            ?? await WaitAsync(left, settings.PerHour, Hour)
            ?? await WaitAsync(left, settings.PerDay, Day);
        return wait is null ? null : wait + await BehindAsync(mail, settings, cancellationToken);

        // Anybody can cause the question whether an address is theirs, and a link: together these take half of what may leave, and no more.
        // The answer to a request about personal data counts with the links, but waits for none.
        IQueryable<MailDeparture>? OfStrangers() =>
            CausedByAnybody.Contains(mail.Kind) && !IsAnswer(mail) ? left.Where(other => CausedByAnybody.Contains(other.Kind)) : null;

        async Task<TimeSpan?> WaitAsync(IQueryable<MailDeparture>? counted, int most, TimeSpan window)
        {
            if (most == 0 || counted is null)
            {
                return null;
            }

            // The one that must have left the window before another may leave.
            var since = now - window;
            var blocking = await counted.Where(other => other.At > since)
                .OrderByDescending(other => other.At)
                .Skip(most - 1)
                .Select(other => (DateTimeOffset?)other.At)
                .FirstOrDefaultAsync(cancellationToken);
            return blocking is { } last ? last + window - now + TimeSpan.FromSeconds(1) : null;
        }
    }

    private static bool IsAnswer(Mail mail) =>
        mail.Kind == MailKinds.PrivacyStep && !mail.ResourceId.EndsWith($"/{PrivacyStep.LinkAsked}", StringComparison.Ordinal);

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
