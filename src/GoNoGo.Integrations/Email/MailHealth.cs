using System.Globalization;
using GoNoGo.Blog.Site;
using GoNoGo.Integrations.Email.Ledger;
using GoNoGo.Integrations.Email.Sending;
using GoNoGo.Integrations.Email.Writing;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Health;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace GoNoGo.Integrations.Email;

/// <summary>How mail is doing, in sentences: <c>gonogo mail list</c> and <c>gonogo doctor</c> say them.</summary>
/// <param name="data">Where the mails are.</param>
/// <param name="options">How they leave.</param>
/// <param name="links">Where the blog stands.</param>
/// <param name="clock">Tells how long something has waited.</param>
public sealed class MailHealth(DataContext data, IOptions<MailOptions> options, MailLinks links, TimeProvider clock)
{
    /// <summary>The code of a trouble: no mail leaves.</summary>
    public const string RelayFailing = "relay_failing";

    private const string ErasedMeanwhile = "erased";
    private static readonly TimeSpan Recently = TimeSpan.FromDays(7);
    private static readonly TimeSpan Tolerated = TimeSpan.FromMinutes(15);

    /// <summary>What somebody should know now.</summary>
    /// <param name="site">The blog's own settings, whose words mails use.</param>
    /// <param name="cancellationToken">Ends the queries.</param>
    /// <returns>What needs mending first; empty if all is well.</returns>
    public async Task<IReadOnlyList<HealthTrouble>> FindAsync(SiteSettings site, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(site);
        var troubles = new List<HealthTrouble>();
        if (MailSender.Of(options.Value, links) is null)
        {
            var waiting = await CountQueuedAsync(cancellationToken);
            troubles.Add(new HealthTrouble(
                "sender_missing",
                true,
                $"No mail leaves, since it has no sender, and {Count(waiting)}: set Mail:From to an address of yours."));
        }

        troubles.AddRange(await RelayAsync(cancellationToken));
        troubles.AddRange(MailWords.Problems(site.MailWords).Select(problem => new HealthTrouble("words_do_not_render", true, problem)));
        troubles.AddRange(await FailedAsync(cancellationToken));
        troubles.AddRange(await ErasedAsync(cancellationToken));
        return troubles;
    }

    /// <summary>How many mails have not left yet.</summary>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>Those that wait for their time too.</returns>
    public Task<int> CountQueuedAsync(CancellationToken cancellationToken) =>
        data.Set<Mail>().CountAsync(mail => mail.Status == MailStatus.Queued, cancellationToken);

    private async Task<IEnumerable<HealthTrouble>> RelayAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var failing = data.Set<Mail>().AsNoTracking().Where(mail => mail.Status == MailStatus.Queued && mail.FailingSince != null);
        var oldest = await failing.OrderBy(mail => mail.FailingSince)
            .Select(mail => new { mail.FailingSince, mail.Reason })
            .FirstOrDefaultAsync(cancellationToken);
        if (oldest is { FailingSince: { } since, Reason: { } reason } && now - since >= Tolerated)
        {
            var count = await failing.CountAsync(cancellationToken);
            var others = await data.Set<Mail>().AnyAsync(
                mail => mail.Status == MailStatus.Delivered && mail.EndedAt > since, cancellationToken);
            return [others ? PutOff(count, since, reason) : NoneLeaves(count, since, reason)];
        }

        var due = now - Tolerated;
        var late = await data.Set<Mail>().CountAsync(
            mail => mail.Status == MailStatus.Queued && mail.FailingSince == null && mail.DueAt < due, cancellationToken);
        return late == 0
            ? []
            :
            [
                new HealthTrouble(
                    "queue_waits",
                    false,
                    $"{Count(late)} for over {Tolerated.TotalMinutes:0} minutes: they wait for a cap, or no server runs; "
                    + "see Mail:PerHour and 'gonogo events list'."),
            ];
    }

    private static HealthTrouble PutOff(int count, DateTimeOffset since, string reason) => new(
        "mails_put_off",
        false,
        $"{Mails(count)} {(count == 1 ? "is" : "are")} put off by the other side since {Moment(since)} ({reason}) while others leave: "
        + "tried for 72 hours at least; nothing is to be done yet.");

    private HealthTrouble NoneLeaves(int count, DateTimeOffset since, string reason)
    {
        var (way, mend) = options.Value.Transport is MailTransport.Pickup
            ? ("The mail folder cannot be written", "let this user write to Mail:PickupPath")
            : ($"The mail server {options.Value.Host} has taken no mail", "'gonogo doctor' tries it and says what to mend");
        return new HealthTrouble(
            RelayFailing, true, $"{way} since {Moment(since)} ({reason}), and {Count(count)}, kept for 72 hours at least: {mend}.");
    }

    private async Task<IEnumerable<HealthTrouble>> FailedAsync(CancellationToken cancellationToken)
    {
        var failed = await CountEndedAsync(mail => mail.Status == MailStatus.Failed, cancellationToken);
        return failed == 0
            ? []
            :
            [
                new HealthTrouble(
                    "mails_failed",
                    true,
                    $"{Mails(failed)} could not be sent in the last 7 days: 'gonogo mail list --status failed' names the errors, "
                    + "'gonogo mail retry' tries again."),
            ];
    }

    private async Task<IEnumerable<HealthTrouble>> ErasedAsync(CancellationToken cancellationToken)
    {
        var erased = await CountEndedAsync(
            mail => mail.Status == MailStatus.Skipped && (mail.Reason == ErasedMeanwhile || mail.Reason == "no_consent"),
            cancellationToken);
        return erased == 0
            ? []
            :
            [
                new HealthTrouble(
                    "recipients_left",
                    false,
                    $"{Mails(erased)} of the last 7 days did not leave, since their recipients had been erased, had withdrawn or had not "
                    + "confirmed by then; nothing is to be done."),
            ];
    }

    private Task<int> CountEndedAsync(
        System.Linq.Expressions.Expression<Func<Mail, bool>> which, CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow() - Recently;
        return data.Set<Mail>().Where(mail => mail.EndedAt >= since).CountAsync(which, cancellationToken);
    }

    private static string Count(int waiting) =>
        waiting == 1 ? "1 mail waits" : string.Create(CultureInfo.InvariantCulture, $"{waiting} mails wait");

    private static string Mails(int count) => count == 1 ? "1 mail" : string.Create(CultureInfo.InvariantCulture, $"{count} mails");

    private static string Moment(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
}
