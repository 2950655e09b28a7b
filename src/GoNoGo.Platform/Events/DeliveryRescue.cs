using System.Linq.Expressions;
using GoNoGo.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GoNoGo.Platform.Events;

/// <summary>Sees to deliveries whose claimer has died, and to those that nobody here can handle.</summary>
internal sealed partial class DeliveryRescue(
    IEnumerable<EventSubscription> subscriptions,
    IServiceScopeFactory scopes,
    IDatabaseDialect dialect,
    Backoff backoff,
    TimeProvider clock,
    ILogger<DeliveryRescue> logger)
{
    /// <summary>The error type of a delivery whose claimer died. The dialects' claims know it by this name.</summary>
    public const string WorkerDied = "WorkerDied";

    /// <summary>The error type of a delivery whose handler this program does not have.</summary>
    public const string HandlerGone = "HandlerGone";

    private const int BatchSize = 200;

    /// <summary>How often a delivery may lose its claimer before it has to wait.</summary>
    private const int PatientAttempts = 2;

    /// <summary>Another server on the same database may be newer and have the handler.</summary>
    private static readonly TimeSpan NewerServerPatience = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, EventSubscription> known = subscriptions
        .DistinctBy(subscription => subscription.Handler, StringComparer.Ordinal)
        .ToDictionary(subscription => subscription.Handler, StringComparer.Ordinal);

    private readonly string[] handlers = [.. subscriptions.Select(subscription => subscription.Handler).Distinct(StringComparer.Ordinal)];

    /// <summary>Frees what a server had claimed that died; all of it where no other server can be alive.</summary>
    public Task FreeAtStartAsync(CancellationToken cancellationToken) =>
        FreeAsync(dialect.HasOneServer ? DateTimeOffset.MaxValue : clock.GetUtcNow(), cancellationToken);

    /// <summary>Frees what is claimed and no longer renewed. The attempt counts.</summary>
    public Task FreeLapsedAsync(CancellationToken cancellationToken) => FreeAsync(clock.GetUtcNow(), cancellationToken);

    /// <summary>Gives up what is due for a handler that nobody has.</summary>
    public async Task BuryUnknownAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var due = dialect.HasOneServer ? now : now - NewerServerPatience;
        await using var scope = scopes.CreateAsyncScope();
        var unknown = await scope.ServiceProvider.GetRequiredService<DataContext>().Set<OutboxDelivery>()
            .Where(delivery => delivery.Status == DeliveryStatus.Available && !handlers.Contains(delivery.Handler))
            .Where(delivery => delivery.LeasedUntil == null && delivery.DueAt <= due)
            .Select(delivery => delivery.Handler).Distinct().ToListAsync(cancellationToken);
        foreach (var handler in unknown)
        {
            var buried = 0;
            await scopes.WriteAsync(async (transaction, ended) => buried = await transaction.Data.Set<OutboxDelivery>()
                .Where(delivery => delivery.Status == DeliveryStatus.Available && delivery.Handler == handler)
                .Where(delivery => delivery.LeasedUntil == null && delivery.DueAt <= due)
                .ExecuteUpdateAsync(
                    row => row
                        .SetProperty(delivery => delivery.Status, DeliveryStatus.Dead)
                        .SetProperty(delivery => delivery.EndedAt, now)
                        .SetProperty(delivery => delivery.LastErrorType, HandlerGone),
                    ended), cancellationToken);
            LogBuried(buried, handler);
        }
    }

    private async Task FreeAsync(DateTimeOffset leasedUntil, CancellationToken cancellationToken)
    {
        int freed;
        do
        {
            freed = 0;
            await scopes.WriteAsync(async (scope, transaction, ended) =>
            {
                var lapsed = await transaction.Data.Set<OutboxDelivery>().AsNoTracking().Include(delivery => delivery.Event)
                    .Where(delivery => delivery.Status == DeliveryStatus.Available && delivery.LeasedUntil != null)
                    .Where(delivery => delivery.LeasedUntil <= leasedUntil)
                    .OrderBy(delivery => delivery.EventSequence)
                    .Take(BatchSize)
                    .ToListAsync(ended);
                foreach (var delivery in lapsed)
                {
                    await FreeAsync(scope, transaction, delivery, ended);
                }

                freed = lapsed.Count;
            }, cancellationToken);
            if (freed > 0)
            {
                LogFreed(freed);
            }
        }
        while (freed == BatchSize);
    }

    private async Task FreeAsync(
        IServiceProvider scope, Transaction transaction, OutboxDelivery lapsed, CancellationToken cancellationToken)
    {
        var now = transaction.StartedAt;
        var subscription = known.GetValueOrDefault(lapsed.Handler);
        var keepTryingFor = subscription?.KeepTryingFor ?? TimeSpan.Zero;
        var isDead = lapsed.Attempts >= Backoff.MaximumAttempts && now - lapsed.Event.DueAt >= keepTryingFor;
        var dueAt = isDead || lapsed.Attempts <= PatientAttempts ? lapsed.DueAt : now + backoff.After(lapsed.Attempts);
        var freed = await transaction.Data.Set<OutboxDelivery>().Where(IsClaimOf(lapsed)).ExecuteUpdateAsync(
            row => row
                .SetProperty(delivery => delivery.Status, isDead ? DeliveryStatus.Dead : DeliveryStatus.Available)
                .SetProperty(delivery => delivery.EndedAt, isDead ? now : null)
                .SetProperty(delivery => delivery.DueAt, dueAt)
                .SetProperty(delivery => delivery.LastErrorType, WorkerDied)
                .SetProperty(delivery => delivery.LeasedUntil, (DateTimeOffset?)null)
                .SetProperty(delivery => delivery.LeaseToken, (Guid?)null),
            cancellationToken);
        if (isDead && freed > 0)
        {
            EventMeters.Died(lapsed.Handler);
            await (subscription?.GaveUpAsync(
                scope, lapsed.Event.Version, lapsed.Event.Payload, WorkerDied, transaction, cancellationToken) ?? Task.CompletedTask);
        }
    }

    /// <summary>Its claimer may have renewed or ended it since it was read.</summary>
    private static Expression<Func<OutboxDelivery, bool>> IsClaimOf(OutboxDelivery lapsed) => delivery =>
        delivery.EventSequence == lapsed.EventSequence && delivery.Handler == lapsed.Handler
        && delivery.LeaseToken == lapsed.LeaseToken && delivery.LeasedUntil == lapsed.LeasedUntil
        && delivery.Status == DeliveryStatus.Available;

    [LoggerMessage(1, LogLevel.Warning, "Took back {Count} deliveries whose server died while it worked on them")]
    private partial void LogFreed(int count);

    [LoggerMessage(2, LogLevel.Error, "Gave up {Count} deliveries for {Handler}: this program has no such handler (gonogo events list)")]
    private partial void LogBuried(int count, string handler);
}
