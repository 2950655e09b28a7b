using System.Globalization;
using GoNoGo.Testing;
using Npgsql;

namespace GoNoGo.Web.Tests.Crash;

/// <summary>Several servers on one PostgreSQL work off a backlog of events while they are killed and started again.</summary>
internal sealed class DrainRun(CrashedBlog blog, int seed) : IAsyncDisposable
{
    private const int Killed = 128 + 9;
    private const string Waiting =
        $"SELECT COUNT(*) FROM outbox_deliveries WHERE handler = '{Invariants.Counter}' AND status = 'Available'";

    /// <summary>Spread over three thousand posts, so that the counts of one post hold nobody up.</summary>
    private const string Backlog = $$"""
        WITH events AS (
            INSERT INTO outbox_events (id, type, version, aggregate_id, transaction_id, occurred_at, due_at, payload)
            SELECT id, 'comment.created', 1, id::text, gen_random_uuid(), @now, @now,
                   json_build_object('comment_id', id, 'post_id', 'post-' || (n % 3000))::text
            FROM (SELECT n, gen_random_uuid() AS id FROM generate_series(1, @events) AS n) AS drawn
            RETURNING sequence, aggregate_id)
        INSERT INTO outbox_deliveries (event_sequence, handler, aggregate_id, status, attempts, due_at)
        SELECT sequence, '{{Invariants.Counter}}', aggregate_id, 'Available', 0, @now FROM events
        """;

    private const string PostsWithAnotherCount = """
        SELECT COUNT(*)
        FROM (SELECT payload::json ->> 'post_id' AS post, COUNT(*) AS number FROM outbox_events WHERE type = 'comment.created' GROUP BY 1) e
        FULL JOIN (SELECT subject AS post, SUM(count) AS number FROM user_action_counts WHERE type = 'comment.sent' GROUP BY 1) c
            USING (post)
        WHERE e.number IS DISTINCT FROM c.number
        """;

    private readonly Random random = new(seed);
    private readonly CrashReport report = new("Drain");
    private readonly List<ServerProcess> workers = [];

    public async Task RunAsync(int events, int kills, int servers)
    {
        await using (var first = await blog.ServeAsync())
        {
            await first.KillAsync();
        }

        await using var connection = (NpgsqlConnection)blog.Connect();
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await InsertAsync(connection, events);
        report.Say($"Seed {seed}: {events} events, {servers} servers, {kills} kills.");
        for (var worker = 0; worker < servers; worker++)
        {
            workers.Add(Start(worker, place: null));
        }

        await DrainAsync(connection, events, kills);
        Assert.Equal(0, await CountAsync(connection, "SELECT COUNT(*) FROM outbox_deliveries WHERE status = 'Dead'"));
        Assert.Equal(events, await CountAsync(connection, $"SELECT COUNT(*) FROM inbox WHERE handler = '{Invariants.Counter}'"));
        Assert.Equal(
            events,
            await CountAsync(connection, "SELECT SUM(count)::bigint FROM user_action_counts WHERE type = 'comment.sent'"));
        Assert.Equal(0, await CountAsync(connection, PostsWithAnotherCount));
        var again = await CountAsync(connection, "SELECT COUNT(*) FROM outbox_deliveries WHERE attempts > 1");
        report.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"{events} events drained in {report.Seconds:0} s by {servers} servers with {report.Kills} kills ({report.KillsByPlace}): "
            + $"{events} effects, 0 lost, 0 doubled, 0 dead; {again} were claimed more than once"));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in workers)
        {
            await worker.DisposeAsync();
        }
    }

    private async Task DrainAsync(NpgsqlConnection connection, int events, int kills)
    {
        var (lastWaiting, lastChange) = (-1L, report.Seconds);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (await CountAsync(connection, Waiting) is var waiting and > 0)
        {
            if (waiting != lastWaiting)
            {
                (lastWaiting, lastChange) = (waiting, report.Seconds);
            }

            Assert.True(report.Seconds - lastChange < Eventually.Patience.TotalSeconds, $"{waiting} events wait and nothing moves");
            await ReplaceDeadAsync();

            // So many of the kills are due as of the events are done.
            if (report.Kills < kills && (events - waiting) * kills >= (long)report.Kills * events)
            {
                await KillAsync(random.Next(workers.Count));
            }

            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    private async Task KillAsync(int worker)
    {
        await workers[worker].KillAsync();
        await ReplaceAsync(worker, "at random");
    }

    private async Task ReplaceDeadAsync()
    {
        for (var worker = 0; worker < workers.Count; worker++)
        {
            if (workers[worker].HasExited)
            {
                Assert.True(await workers[worker].ExitAsync() == Killed, workers[worker].Errors);
                await ReplaceAsync(worker, "at a place");
            }
        }
    }

    /// <summary>Half of the new ones die by themselves, at a place within the handling of an event.</summary>
    private async Task ReplaceAsync(int worker, string killed)
    {
        report.CountKill(killed);
        await workers[worker].DisposeAsync();
        var place = FaultPoints.Dispatch[random.Next(FaultPoints.Dispatch.Count)];
        workers[worker] = Start(worker, random.Next(2) == 0 ? $"{place}:{random.Next(1, place == "events.claimed" ? 20 : 1000)}" : null);
    }

    private ServerProcess Start(int worker, string? place) => blog.Start(place, $"{blog.DataPath}-{worker}");

    private static async Task InsertAsync(NpgsqlConnection connection, int events)
    {
        await using var command = new NpgsqlCommand(Backlog, connection);
#pragma warning disable RS0030 // The edge of a test.
        command.Parameters.AddWithValue("now", TimeProvider.System.GetUtcNow().UtcTicks);
#pragma warning restore RS0030
        command.Parameters.AddWithValue("events", events);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<long> CountAsync(NpgsqlConnection connection, string statement)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        return Convert.ToInt64(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken), CultureInfo.InvariantCulture);
    }
}
