using GoNoGo.Platform.Results;

namespace GoNoGo.Integrations.CodeHosting;

/// <summary>
/// The service at which the content repository lies, as far as its own interface is needed: the process ends here. Every call stands in the
/// ledger; refusals are <see cref="Outbound.ServiceFailure"/>s. Fetching is no part of it, that is Git's.
/// </summary>
public interface ICodeHost
{
    /// <summary>As people call it, such as <c>GitHub</c>.</summary>
    string Name { get; }

    /// <summary>The repository that the configuration names; null where it names none of this service, or no token.</summary>
    HostedRepository? Repository { get; }

    /// <summary>Whether commits are to be told what the content check found.</summary>
    bool Reports { get; }

    /// <summary>The ref under which the head of a pull request can be fetched.</summary>
    /// <param name="number">The pull request's.</param>
    /// <returns>Such as <c>refs/pull/7/head</c>.</returns>
    string HeadOf(int number);

    /// <summary>Looks the repository up, by which a wrong token, a missing repository and one that has moved are noticed.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>It as the service names it.</returns>
    Task<Result<HostedRepository>> FindAsync(CancellationToken cancellationToken);

    /// <summary>Every webhook of the repository.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>In the service's order.</returns>
    Task<Result<IReadOnlyList<HostWebhook>>> WebhooksAsync(CancellationToken cancellationToken);

    /// <summary>Sets up a webhook.</summary>
    /// <param name="settings">What it is to do.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>It as it is now.</returns>
    Task<Result<HostWebhook>> CreateAsync(WebhookSettings settings, CancellationToken cancellationToken);

    /// <summary>Gives a webhook all settings anew.</summary>
    /// <param name="id">Which.</param>
    /// <param name="settings">What it is to do.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>It as it is now.</returns>
    Task<Result<HostWebhook>> ChangeAsync(long id, WebhookSettings settings, CancellationToken cancellationToken);

    /// <summary>Has the service say hello to the webhook's address.</summary>
    /// <param name="id">Which.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>When the service has taken it on; the delivery comes later.</returns>
    Task<Result<Acknowledged>> PingAsync(long id, CancellationToken cancellationToken);

    /// <summary>Removes a webhook.</summary>
    /// <param name="id">Which.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>When it is gone.</returns>
    Task<Result<Acknowledged>> RemoveAsync(long id, CancellationToken cancellationToken);

    /// <summary>What the service sent to a webhook lately.</summary>
    /// <param name="id">Which.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>At most a hundred, the newest first.</returns>
    Task<Result<IReadOnlyList<HostDelivery>>> DeliveriesAsync(long id, CancellationToken cancellationToken);

    /// <summary>Has a delivery sent once more.</summary>
    /// <param name="id">The webhook's id.</param>
    /// <param name="deliveryId">Which delivery.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>When the service has taken it on.</returns>
    Task<Result<Acknowledged>> RedeliverAsync(long id, long deliveryId, CancellationToken cancellationToken);

    /// <summary>Tells a commit what the content check found. A second time replaces the first.</summary>
    /// <param name="report">Which commit, and what was found.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>When it shows.</returns>
    Task<Result<Acknowledged>> ReportAsync(CommitReport report, CancellationToken cancellationToken);
}

/// <summary>The service has done it, and there is nothing to hand back.</summary>
public sealed record Acknowledged;
