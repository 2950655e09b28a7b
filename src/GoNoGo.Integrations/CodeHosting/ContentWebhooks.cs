using System.Globalization;
using GoNoGo.Integrations.Outbound;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Results;

namespace GoNoGo.Integrations.CodeHosting;

/// <summary>
/// The webhook by which the hosting service tells of pushes and pull requests: one, with the right address, events and secret, however
/// often it is set up. What is changed is entered in the audit trail once it is done.
/// </summary>
public sealed class ContentWebhooks
{
    private static readonly string[] Events = ["push", "pull_request"];
    private static readonly TimeSpan PingPatience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan PingInterval = TimeSpan.FromSeconds(1);

    private readonly ICodeHost host;
    private readonly ContentWebhookTarget target;
    private readonly UnitOfWork unitOfWork;
    private readonly TimeProvider clock;

    /// <summary>Makes it on a service.</summary>
    /// <param name="host">The hosting service.</param>
    /// <param name="target">Where webhooks are to go.</param>
    /// <param name="unitOfWork">Commits the audit entries.</param>
    /// <param name="clock">Times the wait for a ping.</param>
    public ContentWebhooks(ICodeHost host, ContentWebhookTarget target, UnitOfWork unitOfWork, TimeProvider clock) =>
        (this.host, this.target, this.unitOfWork, this.clock) = (host, target, unitOfWork, clock);

    /// <summary>Whether a hosting service is set up at all.</summary>
    public bool IsConfigured => host.Repository is not null;

    /// <summary>
    /// Sets the webhook up: makes it, or gives the one that is there all settings anew, and removes others that lead here too.
    /// </summary>
    /// <param name="who">For the audit trail.</param>
    /// <param name="cancellationToken">Ends the work between two calls.</param>
    /// <returns>The webhook and what was done; or why nothing was.</returns>
    public async Task<Result<WebhookSetUp>> CreateAsync(AuditIdentity who, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(who);
        if (!Settings().Succeeded(out var settings, out var refusal)
            || !(await OwnAsync(cancellationToken)).Succeeded(out var own, out refusal))
        {
            return refusal;
        }

        var kept = own.Count > 0 ? own[0] : null;
        var written = kept is null
            ? await host.CreateAsync(settings, cancellationToken)
            : await host.ChangeAsync(kept.Id, settings, cancellationToken);
        if (!written.Succeeded(out var webhook, out refusal))
        {
            return refusal;
        }

        await EnterAsync(who, kept is null ? "webhook.created" : "webhook.changed", webhook.Id, cancellationToken);
        foreach (var surplus in own.Skip(1))
        {
            if ((await RemoveAsync(who, surplus.Id, cancellationToken)).Error is { } unremoved)
            {
                return unremoved;
            }
        }

        return new WebhookSetUp(webhook, WasThere: kept is not null, Removed: Math.Max(own.Count - 1, 0));
    }

    /// <summary>
    /// Every webhook of the repository; of others' the address holds nothing behind the host, since that may be their secret.
    /// </summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Each, and whether it leads here.</returns>
    public async Task<Result<IReadOnlyList<ListedWebhook>>> ListAsync(CancellationToken cancellationToken)
    {
        if (Refusal() is { } refusal)
        {
            return refusal;
        }

        if (!(await FoundAsync(cancellationToken)).Succeeded(out var all, out var error))
        {
            return error;
        }

        return all.Select(webhook => LeadsHere(webhook)
            ? new ListedWebhook(webhook, IsOwn: true, FaultsOf(webhook))
            : new ListedWebhook(webhook with { Address = new Uri(webhook.Origin) }, IsOwn: false, [])).ToList();
    }

    /// <summary>Has the service say hello, and waits until it has told how that was answered.</summary>
    /// <param name="who">For the audit trail.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How it was answered; null where the service has not said so within 15 s.</returns>
    public async Task<Result<PingAnswer>> PingAsync(AuditIdentity who, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(who);
        if (!(await OneAsync(cancellationToken)).Succeeded(out var webhook, out var refusal)
            || !(await host.DeliveriesAsync(webhook.Id, cancellationToken)).Succeeded(out var before, out refusal)
            || !(await host.PingAsync(webhook.Id, cancellationToken)).Succeeded(out _, out refusal))
        {
            return refusal;
        }

        await EnterAsync(who, "webhook.pinged", webhook.Id, cancellationToken);
        var known = before.Select(delivery => delivery.Id).ToHashSet();
        var started = clock.GetTimestamp();
        while (clock.GetElapsedTime(started) < PingPatience)
        {
            if (!(await host.DeliveriesAsync(webhook.Id, cancellationToken)).Succeeded(out var now, out refusal))
            {
                return refusal;
            }

            if (now.FirstOrDefault(delivery => delivery.Event == "ping" && !known.Contains(delivery.Id)) is { } ping)
            {
                return new PingAnswer(ping);
            }

            await Task.Delay(PingInterval, clock, cancellationToken);
        }

        return new PingAnswer(Delivery: null);
    }

    /// <summary>Removes every webhook that leads here.</summary>
    /// <param name="who">For the audit trail.</param>
    /// <param name="cancellationToken">Ends the work between two calls.</param>
    /// <returns>How many there were; none is no refusal.</returns>
    public async Task<Result<RemovedWebhooks>> RemoveAsync(AuditIdentity who, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(who);
        if (!(await OwnAsync(cancellationToken)).Succeeded(out var own, out var refusal))
        {
            return refusal;
        }

        foreach (var webhook in own)
        {
            if ((await RemoveAsync(who, webhook.Id, cancellationToken)).Error is { } unremoved)
            {
                return unremoved;
            }
        }

        return new RemovedWebhooks(own.Count);
    }

    /// <summary>What was sent here lately.</summary>
    /// <param name="cancellationToken">Ends the calls.</param>
    /// <returns>At most a hundred, the newest first.</returns>
    public async Task<Result<IReadOnlyList<HostDelivery>>> DeliveriesAsync(CancellationToken cancellationToken) =>
        (await OneAsync(cancellationToken)).Succeeded(out var webhook, out var refusal)
            ? await host.DeliveriesAsync(webhook.Id, cancellationToken)
            : refusal;

    /// <summary>Has all sent once more that never arrived, in the order in which it happened.</summary>
    /// <param name="who">For the audit trail.</param>
    /// <param name="cancellationToken">Ends the work between two calls.</param>
    /// <returns>What was asked for again; the service keeps deliveries for three days.</returns>
    public async Task<Result<IReadOnlyList<HostDelivery>>> RedeliverAsync(AuditIdentity who, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(who);
        if (!(await OneAsync(cancellationToken)).Succeeded(out var webhook, out var refusal)
            || !(await host.DeliveriesAsync(webhook.Id, cancellationToken)).Succeeded(out var deliveries, out refusal))
        {
            return refusal;
        }

        var missed = deliveries.GroupBy(delivery => delivery.DeliveryId)
            .Where(attempts => !attempts.Any(attempt => attempt.Arrived))
            .Select(attempts => attempts.First())
            .OrderBy(delivery => delivery.At).ThenBy(delivery => delivery.Id)
            .ToList();
        foreach (var delivery in missed)
        {
            if ((await host.RedeliverAsync(webhook.Id, delivery.Id, cancellationToken)).Error is { } failed)
            {
                return failed;
            }
        }

        if (missed.Count > 0)
        {
            await EnterAsync(who, "webhook.redelivered", webhook.Id, cancellationToken);
        }

        return missed;
    }

    private ServiceFailure? Refusal() => host.Repository is null ? CodeHostErrors.NotConfigured : null;

    private Result<WebhookSettings> Settings() => (host.Repository, target) switch
    {
        (null, _) => CodeHostErrors.NotConfigured,
        (_, { Secret: not { Length: > 0 } }) => CodeHostErrors.NoSecret,
        (_, { IsReachable: false }) => CodeHostErrors.NotReachable,
        (_, { Secret: var secret, Address: var address }) => new WebhookSettings(address, Events, secret),
    };

    /// <summary>All webhooks, of a repository that is where the configuration says.</summary>
    private async Task<Result<IReadOnlyList<HostWebhook>>> FoundAsync(CancellationToken cancellationToken) =>
        (await host.FindAsync(cancellationToken)).Succeeded(out _, out var refusal)
            ? await host.WebhooksAsync(cancellationToken)
            : refusal;

    private async Task<Result<IReadOnlyList<HostWebhook>>> OwnAsync(CancellationToken cancellationToken)
    {
        if (Refusal() is { } missing)
        {
            return missing;
        }

        return (await FoundAsync(cancellationToken)).Succeeded(out var all, out var refusal)
            ? all.Where(LeadsHere).OrderBy(webhook => webhook.Id).ToList()
            : refusal;
    }

    private async Task<Result<HostWebhook>> OneAsync(CancellationToken cancellationToken) =>
        (await OwnAsync(cancellationToken)).Succeeded(out var own, out var refusal)
            ? own.Count > 0 ? own[0] : CodeHostErrors.NoWebhook
            : refusal;

    private bool LeadsHere(HostWebhook webhook) => Uri.Compare(
        webhook.Address,
        target.Address,
        UriComponents.SchemeAndServer | UriComponents.Path,
        UriFormat.Unescaped,
        StringComparison.OrdinalIgnoreCase) == 0;

    private static List<string> FaultsOf(HostWebhook webhook) =>
    [
        .. webhook.IsActive ? [] : new[] { "is switched off" },
        .. webhook.IsJson ? [] : new[] { "does not send JSON" },
        .. webhook.ChecksCertificate ? [] : new[] { "does not check the certificate" },
        .. Events.Except(webhook.Events).Select(missing => $"does not tell of {missing}"),
    ];

    private async Task<Result<Acknowledged>> RemoveAsync(AuditIdentity who, long id, CancellationToken cancellationToken)
    {
        var removed = await host.RemoveAsync(id, cancellationToken);
        if (removed.Error is null)
        {
            await EnterAsync(who, "webhook.removed", id, cancellationToken);
        }

        return removed;
    }

    private async Task EnterAsync(AuditIdentity who, string action, long id, CancellationToken cancellationToken)
    {
        await unitOfWork.RunAsync<Acknowledged>(
            (transaction, _) =>
            {
                transaction.Audit(who.Act(action, "webhook", id.ToString(CultureInfo.InvariantCulture)));
                return Task.FromResult<Result<Acknowledged>>(new Acknowledged());
            },
            cancellationToken);
    }
}
