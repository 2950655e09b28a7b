using GoNoGo.Blog.Site;
using GoNoGo.Integrations.Email.Checking;

namespace GoNoGo.Integrations.Email;

/// <summary>Looks for what keeps mail from arriving, also outside the program: <c>gonogo doctor</c>.</summary>
public sealed class MailDoctor
{
    private readonly MailHealth health;
    private readonly MailWay way;
    private readonly SenderDomain domain;

    internal MailDoctor(MailHealth health, MailWay way, SenderDomain domain)
    {
        this.health = health;
        this.way = way;
        this.domain = domain;
    }

    /// <summary>
    /// What <see cref="MailHealth"/> finds, a hand-shake with the mail server in which no mail is sent, and what DNS says of the sender's
    /// domain. Takes up to half a minute where the other side is silent.
    /// </summary>
    /// <param name="site">The blog's own settings.</param>
    /// <param name="cancellationToken">Ends the looking.</param>
    /// <returns>A sentence each; empty if all is well.</returns>
    public async Task<IReadOnlyList<MailTrouble>> FindAsync(SiteSettings site, CancellationToken cancellationToken) =>
    [
        .. await health.FindAsync(site, cancellationToken),
        .. await way.FindAsync(cancellationToken),
        .. await domain.FindAsync(cancellationToken),
    ];
}
