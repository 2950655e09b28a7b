using System.Text;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Events;
using GoNoGo.Platform.Results;
using GoNoGo.Tests.Comments;
using GoNoGo.Tests.Support;

namespace GoNoGo.Tests.Platform.Data;

/// <summary>What a unit of work writes beside its state: events, and audit entries that cannot be altered unseen.</summary>
public sealed class RecordTests
{
    [Theory]
    [ClassData(typeof(Databases))]
    public async Task An_event_has_a_delivery_for_each_handler_that_wants_it_and_for_no_other(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);

        await RunAsync(house, new ThingDone("thing-1"));

        var published = Assert.Single(await house.RowsAsync<OutboxEvent>());
        var deliveries = await house.RowsAsync<OutboxDelivery>();
        Assert.Equal([Work.Handler, Work.OtherHandler], deliveries.Select(delivery => delivery.Handler).Order(StringComparer.Ordinal));
        Assert.All(deliveries, delivery => Assert.Equal(
            (published.Sequence, "thing-1", DeliveryStatus.Available, published.OccurredAt),
            (delivery.EventSequence, delivery.AggregateId, delivery.Status, delivery.DueAt)));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public async Task An_event_over_64_KB_is_refused_with_all_that_was_to_be_written(int over, bool isTaken)
    {
        await using var house = await CommentHouse.OpenAsync(DatabaseProvider.Sqlite);
        var frame = Encoding.UTF8.GetByteCount("""{"aggregate_id":"a","text":""}""");
        var tooLong = new ThingDone("a", new string('x', Outbox.MaximumPayloadBytes - frame + over));

        var failure = await Record.ExceptionAsync(() => RunAsync(house, tooLong));

        Assert.Equal(isTaken, failure is null);
        Assert.Equal(isTaken ? 1 : 0, (await house.RowsAsync<OutboxEvent>()).Count);
        Assert.Equal(isTaken ? null : typeof(ArgumentException), failure?.GetType());
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task The_commitment_of_an_audit_entry_holds_for_its_salt_and_content_and_for_no_other(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        await Work.RunAsync(house, (transaction, _) =>
        {
            Work.Write(transaction);
            Work.Write(transaction, "same payload, other salt");
            return Task.FromResult<Result<Done>>(new Done());
        }, TestContext.Current.CancellationToken);

        var entries = await Work.EntriesAsync(house);
        var payloads = (await house.RowsAsync<AuditPayload>()).ToDictionary(payload => payload.Sequence);
        Assert.Equal(2, entries.Select(entry => Convert.ToHexString(entry.Commitment)).Distinct(StringComparer.Ordinal).Count());
        foreach (var entry in entries)
        {
            var (salt, content) = (payloads[entry.Sequence].Salt, payloads[entry.Sequence].Content);
            Assert.Equal("""{"a":"1","b":"2"}""", Encoding.UTF8.GetString(content));
            Assert.Equal(entry.Commitment, AuditTrail.Commit(salt, content));
            Assert.All(Altered(salt), altered => Assert.NotEqual(entry.Commitment, AuditTrail.Commit(altered, content)));
            Assert.All(Altered(content), altered => Assert.NotEqual(entry.Commitment, AuditTrail.Commit(salt, altered)));
        }
    }

    private static IEnumerable<byte[]> Altered(byte[] bytes)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            byte[] altered = [.. bytes];
            altered[i] ^= 1;
            yield return altered;
        }
    }

    private static Task<Result<Done>> RunAsync(CommentHouse house, ThingDone happened) => Work.RunAsync(
        house,
        (transaction, _) =>
        {
            transaction.Publish(happened);
            return Task.FromResult<Result<Done>>(new Done());
        },
        TestContext.Current.CancellationToken);
}
