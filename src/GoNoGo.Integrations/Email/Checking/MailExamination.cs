using GoNoGo.Blog.Content;
using GoNoGo.Platform.Health;

namespace GoNoGo.Integrations.Email.Checking;

/// <summary>
/// Looks for what keeps mail from arriving, also outside the program: what waits and why, a hand-shake with the mail server in which no
/// mail is sent, and what DNS says of the sender's domain.
/// </summary>
internal sealed class MailExamination(MailHealth health, MailWay way, SenderDomain domain, CurrentSite site) : IHealthCheck
{
    /// <summary>Half a minute where the other side is silent, and DNS.</summary>
    public static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(60);

    public async Task<HealthState> CheckAsync(CancellationToken cancellationToken) => HealthState.Of(
    [
        .. await health.FindAsync(await site.FindAsync(cancellationToken), cancellationToken),
        .. await way.FindAsync(cancellationToken),
        .. await domain.FindAsync(cancellationToken),
    ]);
}
