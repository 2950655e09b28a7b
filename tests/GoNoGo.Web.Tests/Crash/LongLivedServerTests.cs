using System.Globalization;
using System.Net;
using GoNoGo.Testing;
using GoNoGo.Tests.Support;
using GoNoGo.Web.Tests.Api;

namespace GoNoGo.Web.Tests.Crash;

/// <summary>A server that lives through bursts and an outage of its database gives back what it took (I9).</summary>
public sealed class LongLivedServerTests
{
    private const int Clients = 12;
    private const int CommentsOfEach = 15;

    // What connections that are closed a little later, timers and the thread pool's own measuring come to.
    private const int SpareHandles = 25;
    private const int SpareThreads = 12;
    private const long SpareMemory = 64 * 1024 * 1024;

    [Theory]
    [MemberData(nameof(RandomKillTests.Databases), MemberType = typeof(RandomKillTests), DisableDiscoveryEnumeration = true)]
    public async Task Handles_threads_and_memory_are_back_after_a_burst_and_an_outage(DatabaseProvider database)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "What a process holds is read from /proc.");
        Assert.True(FaultPointProgram.IsBuilt, FaultPointProgram.Missing);
        await using var proxy = FaultProxy.Start();
        await using var blog = await CrashedBlog.CreateAsync(database, proxy.Through);
        await using var server = await blog.ServeAsync();
        await BurstAsync(server, "warm", HttpStatusCode.Created);
        await BurstAsync(server, "warm again", HttpStatusCode.Created);
        var before = Held.By(server.Id);

        await BurstAsync(server, "burst", HttpStatusCode.Created);
        await using (await OutageAsync(blog, proxy, database))
        {
            await BurstAsync(server, "outage", HttpStatusCode.ServiceUnavailable, each: 1);
        }

        await BurstAsync(server, "after", HttpStatusCode.Created);

        Held? after = null;
        await Eventually.HoldsAsync(
            "what the server holds is back where it was",
            () => (after = Held.By(server.Id)) is var held
                && held.Handles <= before.Handles + SpareHandles
                && held.Threads <= before.Threads + SpareThreads
                && held.Memory <= before.Memory + SpareMemory,
            TestContext.Current.CancellationToken);
        TestContext.Current.TestOutputHelper?.WriteLine($"before {before}, after {after}");
    }

    private static async Task BurstAsync(ServerProcess server, string name, HttpStatusCode expected, int each = CommentsOfEach)
    {
        using var reader = new HttpClient { BaseAddress = server.Reader.BaseAddress };
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(async () =>
        {
            for (var number = 0; number < each; number++)
            {
                var key = $"{name.Replace(' ', '-')}-{client}-{number}";
                var answer = await reader.SendCommentAsync(CrashedBlog.Posts[0], ApiClient.Comment(key), key);
                Assert.True(answer.Status == expected, $"{name}: {(int)answer.Status} {answer.Text}");
            }
        })));
    }

    /// <summary>Takes the database away until it is disposed of.</summary>
    private static async Task<IAsyncDisposable> OutageAsync(CrashedBlog blog, FaultProxy proxy, DatabaseProvider database)
    {
        if (database is DatabaseProvider.Postgres)
        {
            proxy.Refuse();
            return new Outage(proxy);
        }

        var other = blog.Connect();
        await other.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = other.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return other;
    }

    private sealed class Outage(FaultProxy proxy) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            proxy.Accept();
            return ValueTask.CompletedTask;
        }
    }

    private sealed record Held(int Handles, int Threads, long Memory)
    {
        public static Held By(int process)
        {
            var status = File.ReadLines($"/proc/{process}/status").Select(line => line.Split(':', 2))
                .ToDictionary(line => line[0], line => line[1].Trim(), StringComparer.Ordinal);
            return new Held(
                Directory.GetFiles($"/proc/{process}/fd").Length,
                int.Parse(status["Threads"], CultureInfo.InvariantCulture),
                1024 * long.Parse(status["VmRSS"].Split(' ')[0], CultureInfo.InvariantCulture));
        }
    }
}
