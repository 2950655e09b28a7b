using System.Text;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Events;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Results;
using GoNoGo.Tests.Comments;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace GoNoGo.Tests.Platform.Data;

/// <summary>Units of work that write a row of each kind: state, an audit entry, an event.</summary>
internal static class Work
{
    public const string Handler = "test.first";
    public const string OtherHandler = "test.second";

    /// <summary>Runs work in a unit of a scope of its own; two handlers want its events.</summary>
    public static Task<Result<Done>> RunAsync(
        CommentHouse house, Func<Transaction, CancellationToken, Task<Result<Done>>> work, CancellationToken cancellationToken) =>
        house.InScopeAsync(scope => new UnitOfWork(
            scope.GetRequiredService<DataContext>(),
            scope.GetRequiredService<IDatabaseDialect>(),
            new Outbox([
                new EventSubscription(ThingDone.Type, Handler),
                new EventSubscription(ThingDone.Type, OtherHandler),
                new EventSubscription("thing.other", "test.third"),
            ],
            scope.GetRequiredService<EventSignal>(),
            NullLogger<Outbox>.Instance),
            scope.GetRequiredService<AuditBacklog>(),
            scope.GetRequiredService<SubjectKeys>(),
            scope.GetRequiredService<PageVersions>(),
            house.Clock,
            NullLogger<UnitOfWork>.Instance).RunAsync(work, cancellationToken));

    /// <summary>Writes one row of each kind.</summary>
    public static void Write(Transaction transaction, string key = "key")
    {
        transaction.Data.Add(Record(transaction, key));
        transaction.Audit(new AuditAct(
            AuditActor.System, "thing.done", "thing", key, new Dictionary<string, string> { ["b"] = "2", ["a"] = "1" }));
        transaction.Publish(new ThingDone(key));
    }

    /// <summary>The entries that <see cref="Write"/> has made, without those that units make of themselves.</summary>
    public static async Task<List<AuditEntry>> EntriesAsync(CommentHouse house) =>
        (await house.RowsAsync<AuditEntry>()).Where(entry => entry.Action == "thing.done").ToList();

    /// <summary>How many rows of each kind <see cref="Write"/> has left: state, audit entries, payloads, events and deliveries.</summary>
    public static async Task<(int States, int Entries, int Payloads, int Events, int Deliveries)> CountAsync(CommentHouse house)
    {
        var entries = (await EntriesAsync(house)).Select(entry => entry.Sequence).ToHashSet();
        return (
            (await house.RowsAsync<IdempotencyRecord>()).Count,
            entries.Count,
            (await house.RowsAsync<AuditPayload>()).Count(payload => entries.Contains(payload.Sequence)),
            (await house.RowsAsync<OutboxEvent>()).Count,
            (await house.RowsAsync<OutboxDelivery>()).Count);
    }

    private static IdempotencyRecord Record(Transaction transaction, string key) => new()
    {
        KeyTag = Encoding.UTF8.GetBytes(key),
        Fingerprint = [1],
        ResourceId = transaction.Id,
        ExpiresAt = transaction.StartedAt,
    };
}

/// <summary>What a unit of work gives that has nothing to say.</summary>
internal sealed record Done;

/// <summary>An expected refusal.</summary>
internal sealed record Refused() : Conflict("refused", "No.");

/// <summary>Something happened.</summary>
internal sealed record ThingDone(string AggregateId, string Text = "") : IEvent
{
    public static string Type => "thing.done";

    public static int Version => 1;
}
