using GoNoGo.Platform.Events;
using GoNoGo.Platform.Privacy;
using GoNoGo.Tests.Support;

namespace GoNoGo.Tests.Platform.Events;

/// <summary>What the log tells of events, and what it does not.</summary>
public sealed class EventLogTests
{
    [Fact]
    public void The_view_of_an_event_shows_by_value_only_what_is_marked_as_not_personal() => Assert.Equal(
        "comment_id=7 name=[redacted] note=[redacted]",
        EventView.Of(new Signed(7, "Ada", "hello")));

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Subscriptions_publications_and_outcomes_are_logged(DatabaseProvider provider)
    {
        await using var house = await EventHouse.StartAsync(provider, services => services.AddFirst(EventHouse.Effect));

        var id = await house.PublishAsync("a", "a secret");
        await house.HoldsAsync("it was logged", () => Task.FromResult(house.Log.Lines.Contains($"Handled {id} by test.first: handled")));

        Assert.Contains("Subscribed to thing.done: test.first", house.Log.Lines);
        Assert.Contains(house.Log.Lines, line =>
            line.StartsWith($"Published thing.done {id} of ", StringComparison.Ordinal)
            && line.EndsWith(": text=[redacted]", StringComparison.Ordinal));
        Assert.DoesNotContain(house.Log.Lines, line => line.Contains("a secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_handlers_of_one_name_are_refused_at_the_start()
    {
        await using var house = await EventHouse.OpenAsync(
            DatabaseProvider.Sqlite, services => services.AddFirst(EventHouse.Effect).AddFirst(EventHouse.Effect));

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(house.StartAsync);
        Assert.Contains("'test.first'", refused.Message, StringComparison.Ordinal);
    }

    private sealed record Signed([NotPersonal] int CommentId, string Name, [property: Secret] string Note) : IEvent
    {
        public static string Type => "test.signed";

        public static int Version => 1;

        public string AggregateId => "a";
    }
}
