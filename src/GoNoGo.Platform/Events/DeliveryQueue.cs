using System.Collections.Concurrent;
using GoNoGo.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GoNoGo.Platform.Events;

/// <summary>The deliveries in the database as one dispatcher sees them: claims them, keeps what it has claimed, gives it back.</summary>
internal sealed class DeliveryQueue(
    IServiceScopeFactory scopes, IDatabaseDialect dialect, IOptions<EventOptions> options, Backoff backoff, TimeProvider clock)
{
    /// <summary>How many deliveries one claim takes at most.</summary>
    public const int BatchSize = 100;

    /// <summary>How far a claim looks before it looks at everything.</summary>
    private const int Window = 5 * BatchSize;

    private readonly ConcurrentDictionary<(long EventSequence, string Handler), ClaimedDelivery> held = [];

    /// <summary>Claims what is due for a handler. Suspects, whose last attempt ended with its process, come one at a time.</summary>
    public async Task<ClaimedDeliveries> ClaimAsync(string handler, bool suspects, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var data = scope.ServiceProvider.GetRequiredService<DataContext>();
        var now = clock.GetUtcNow();
        var limit = suspects ? 1 : BatchSize;
        var claim = new DeliveryClaim(handler, suspects, limit, Window, now, now + options.Value.Lease, Guid.CreateVersion7(now));
        var taken = await dialect.ClaimAsync(data, claim, cancellationToken);
        if (taken is { Rows.Count: 0, MoreAreDue: true })
        {
            taken = await dialect.ClaimAsync(data, claim with { Window = null }, cancellationToken);
        }

        if (taken.Rows.Count == 0)
        {
            return new ClaimedDeliveries([], taken.MoreAreDue);
        }

        FaultPoint.Reach("events.claimed");

        // Not to be cut short: what is claimed must be known here to be given back.
        return new ClaimedDeliveries(await ReadAsync(data, claim, taken.Rows), taken.MoreAreDue);
    }

    /// <summary>Says that a delivery needs no lease of this process any more.</summary>
    public void Release(ClaimedDelivery delivery) => held.TryRemove((delivery.EventSequence, delivery.Handler), out _);

    /// <summary>Makes the leases of all that is held as long as new ones.</summary>
    public async Task RenewAsync(CancellationToken cancellationToken)
    {
        foreach (var part in held.Values.Chunk(BatchSize))
        {
            var renewed = 0;
            await WriteAsync(
                async (transaction, ended) => renewed = await dialect.RenewAsync(
                    transaction.Data, HeldOf(part), clock.GetUtcNow() + options.Value.Lease, ended),
                cancellationToken);
            if (renewed < part.Length)
            {
                await RenewPassedOverAsync(part, cancellationToken);
            }
        }
    }

    /// <summary>
    /// What was locked and is still held is waited for one by one: its handler may fail after all, and nobody is to take it for dead then.
    /// </summary>
    private async Task RenewPassedOverAsync(IEnumerable<ClaimedDelivery> deliveries, CancellationToken cancellationToken)
    {
        foreach (var delivery in deliveries.Where(delivery => held.ContainsKey((delivery.EventSequence, delivery.Handler))))
        {
            var until = clock.GetUtcNow() + options.Value.Lease;
            await WriteAsync(
                (transaction, ended) => Held(transaction, [delivery]).Where(row => row.LeasedUntil < until).ExecuteUpdateAsync(
                    row => row.SetProperty(renewed => renewed.LeasedUntil, until), ended),
                cancellationToken);
        }
    }

    /// <summary>Gives back all that is held, as if it had not been tried.</summary>
    public async Task<int> ReturnAsync(CancellationToken cancellationToken)
    {
        var returned = 0;
        foreach (var part in held.Values.Chunk(BatchSize))
        {
            await WriteAsync(async (transaction, ended) => returned += await Held(transaction, part).ExecuteUpdateAsync(
                row => row
                    .SetProperty(delivery => delivery.Attempts, delivery => delivery.Attempts - 1)
                    .SetProperty(delivery => delivery.LeasedUntil, (DateTimeOffset?)null)
                    .SetProperty(delivery => delivery.LeaseToken, (Guid?)null),
                ended), cancellationToken);
        }

        held.Clear();
        FaultPoint.Reach("events.returned");
        return returned;
    }

    /// <summary>Gives one back for a later time, as if it had not been tried, if the claim still holds.</summary>
    public Task PostponeAsync(ClaimedDelivery delivery, HandlingOutcome.Postponed postponed, CancellationToken cancellationToken)
    {
        var next = clock.GetUtcNow() + postponed.Wait;
        return WriteAsync(
            (transaction, ended) => Held(transaction, [delivery]).ExecuteUpdateAsync(
                row => row
                    .SetProperty(candidate => candidate.Attempts, candidate => candidate.Attempts - 1)
                    .SetProperty(candidate => candidate.DueAt, next)
                    .SetProperty(candidate => candidate.LastCode, postponed.Reason)
                    .SetProperty(candidate => candidate.LeasedUntil, (DateTimeOffset?)null)
                    .SetProperty(candidate => candidate.LeaseToken, (Guid?)null),
                ended),
            cancellationToken);
    }

    /// <summary>
    /// Writes down that an attempt failed, if the claim still holds. Where it is given up, its worker notes that as well, unless it was
    /// the worker that said so.
    /// </summary>
    /// <returns>When it is tried again; null if it is dead.</returns>
    public async Task<DateTimeOffset?> FailAsync(
        ClaimedDelivery delivery,
        HandlingOutcome.Failed failure,
        EventSubscription subscription,
        string? traceId,
        CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var isSpent = delivery.Attempt >= Backoff.MaximumAttempts && now - delivery.Event.DueAt >= subscription.KeepTryingFor;
        DateTimeOffset? next = failure.IsPermanent || isSpent ? null : now + Longer(backoff.After(delivery.Attempt), failure.RetryAfter);
        await scopes.WriteAsync(
            async (scope, transaction, ended) =>
            {
                var written = await Held(transaction, [delivery]).ExecuteUpdateAsync(
                    row => row
                        .SetProperty(candidate => candidate.Status, next is null ? DeliveryStatus.Dead : DeliveryStatus.Available)
                        .SetProperty(candidate => candidate.DueAt, candidate => next ?? candidate.DueAt)
                        .SetProperty(candidate => candidate.EndedAt, next is null ? now : null)
                        .SetProperty(candidate => candidate.LastErrorType, failure.ErrorType)
                        .SetProperty(candidate => candidate.LastCode, failure.Code)
                        .SetProperty(candidate => candidate.LastTraceId, traceId)
                        .SetProperty(candidate => candidate.LeasedUntil, (DateTimeOffset?)null)
                        .SetProperty(candidate => candidate.LeaseToken, (Guid?)null),
                    ended);
                if (isSpent && !failure.IsPermanent && written > 0)
                {
                    await subscription.GaveUpAsync(
                        scope, delivery.Event.Version, delivery.Event.Payload, failure.ErrorType, transaction, ended);
                }
            },
            cancellationToken);
        return next;
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan? other) => other > one ? other.Value : one;

    private static IQueryable<OutboxDelivery> Held(Transaction transaction, IReadOnlyCollection<ClaimedDelivery> deliveries)
    {
        // A row under another claim, or ended, is left alone; one that is not claimed has no token, which is among none.
        var (sequences, tokens) = HeldOf(deliveries);
        return transaction.Data.Set<OutboxDelivery>().Where(row =>
            sequences.Contains(row.EventSequence) && tokens.Contains(row.LeaseToken!.Value) && row.Status == DeliveryStatus.Available);
    }

    private static HeldDeliveries HeldOf(IReadOnlyCollection<ClaimedDelivery> deliveries) => new(
        [.. deliveries.Select(delivery => delivery.EventSequence).Distinct()],
        [.. deliveries.Select(delivery => delivery.Token).Distinct()]);

    private async Task<IReadOnlyList<ClaimedDelivery>> ReadAsync(
        DataContext data, DeliveryClaim claim, IReadOnlyList<ClaimedRow> rows)
    {
        var sequences = rows.Select(row => row.EventSequence).ToArray();
        var events = await data.Set<OutboxEvent>().AsNoTracking()
            .Where(published => sequences.Contains(published.Sequence))
            .ToDictionaryAsync(published => published.Sequence);
        var claimed = rows.OrderBy(row => row.EventSequence).Select(row => From(claim, row, events[row.EventSequence])).ToList();
        foreach (var delivery in claimed)
        {
            held[(delivery.EventSequence, delivery.Handler)] = delivery;
        }

        return claimed;
    }

    private static ClaimedDelivery From(DeliveryClaim claim, ClaimedRow row, OutboxEvent published) => new(
        row.EventSequence,
        claim.Handler,
        row.Attempt,
        claim.Token,
        published.Id,
        new DeliveredEvent(
            published.Type, published.Version, published.Payload, published.OccurredAt, published.DueAt, published.TraceId));

    private Task WriteAsync(Func<Transaction, CancellationToken, Task> write, CancellationToken cancellationToken) =>
        scopes.WriteAsync(write, cancellationToken);
}
