using System.Diagnostics;
using System.Globalization;
using System.Net;
using GoNoGo.Testing;
using GoNoGo.Web.Tests.Api;
using GoNoGo.Web.Tests.Crash;

namespace GoNoGo.Web.Tests.Nodes;

/// <summary>
/// Two servers on one PostgreSQL behind nginx, under load: one is killed, one drained, the database goes away. In a run by hand
/// <c>GONOGO_RESTART_POSTGRES</c> is a command that restarts PostgreSQL in place of cutting its connections, and
/// <c>GONOGO_NODES_PAGES</c> says how many pages are read between the events.
/// </summary>
public sealed class TwoNodesTests(NodesBlog blog) : IClassFixture<NodesBlog>
{
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(30);
    private static readonly int Pages = int.TryParse(
        Environment.GetEnvironmentVariable("GONOGO_NODES_PAGES"), NumberStyles.None, CultureInfo.InvariantCulture, out var pages)
        ? pages
        : 150;
    private static readonly string? Restart = Environment.GetEnvironmentVariable("GONOGO_RESTART_POSTGRES");

    private static int Comments => Pages / 20;

    private IEnumerable<ServerProcess> Both => [blog.First, blog.Second];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_server_is_killed_or_drained_and_when_the_database_goes_readers_notice_nothing_and_no_comment_is_lost()
    {
        Assert.SkipWhen(NodesBlog.Missing is not null, NodesBlog.Missing ?? "");
        Assert.SkipUnless(NodesProxy.Program is not null, NodesProxy.Missing);
        var stored = await blog.CountAsync();
        await using var proxy = await NodesProxy.StartAsync(AddressOf(blog.First), AddressOf(blog.Second));
        await using var traffic = new Traffic(proxy.Address);
        await traffic.PassAsync(Pages, Comments);

        await blog.First.KillAsync();
        await traffic.PassAsync(Pages, Comments);
        await blog.StartFirstAsync();
        await proxy.PointAtAsync(AddressOf(blog.First), AddressOf(blog.Second));
        Say("killed", traffic.ReadFailures(), traffic.WriteFailures(), most: Traffic.Readers);

        var begun = Stopwatch.GetTimestamp();
        Assert.Equal(0, await blog.Second.TerminateAsync());
        Assert.True(Stopwatch.GetElapsedTime(begun) < DrainTime, $"It took {Stopwatch.GetElapsedTime(begun)} to drain.");
        await traffic.PassAsync(Pages, Comments);
        await blog.StartSecondAsync();
        await proxy.PointAtAsync(AddressOf(blog.First), AddressOf(blog.Second));
        Say("drained", traffic.ReadFailures(), traffic.WriteFailures(), most: 0);

        await OutageAsync(traffic);
        await traffic.PassAsync(Pages, Comments);
        Say("database away", traffic.ReadFailures(), traffic.WriteFailures(), most: 0);

        await traffic.EndAsync();
        await AssertOnceAsync(traffic);
        Assert.Equal(stored.Comments + traffic.Taken.Count, (await blog.CountAsync()).Comments);
        Assert.Equal(stored.AuditEntries + traffic.Taken.Count, (await blog.CountAsync()).AuditEntries);
        TestContext.Current.SendDiagnosticMessage(
            $"{traffic.Reads} pages read, {traffic.Taken.Count} comments taken, {traffic.Refused} times put off");
    }

    private static Uri AddressOf(ServerProcess server) => server.Reader.BaseAddress!; // It serves.

    private async Task OutageAsync(Traffic traffic)
    {
        var (refused, reads) = (traffic.Refused, traffic.Reads);
        if (Restart is not null)
        {
            using var restart = Process.Start("/bin/sh", ["-c", Restart]);
            await restart.WaitForExitAsync(Cancelled);
            Assert.Equal(0, restart.ExitCode);
            return;
        }

        blog.Database.Refuse();
        await Eventually.HoldsAsync(
            "comments were put off and pages read", () => traffic.Refused > refused && traffic.Reads > reads + Pages, Cancelled);
        foreach (var server in Both)
        {
            using var live = await server.Reader.GetAsync("/health/live", Cancelled);
            Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        }

        blog.Database.Accept();
    }

    /// <summary>Every comment is there once: whichever server is asked again under its key gives the same one.</summary>
    private async Task AssertOnceAsync(Traffic traffic)
    {
        foreach (var (key, id) in traffic.Taken)
        {
            foreach (var server in Both)
            {
                var answer = await server.Reader.SendCommentAsync(CrashedBlog.Posts[1], ApiClient.Comment(key), key);
                Assert.Equal((HttpStatusCode.Created, id), (answer.Status, answer.Json.GetProperty("id").GetGuid()));
            }
        }
    }

    /// <summary>What servers say of failures, each kind once with where it came from: an outage has hundreds.</summary>
    private static IEnumerable<string> Failures(IEnumerable<ServerProcess> servers) =>
        from server in servers
        from said in server.Errors.Split("Request ").Skip(1)
        let kind = said.IndexOf("failed: ", StringComparison.Ordinal)
        where kind >= 0
        group said by said[kind..].Split('\n')[0] into alike
        select $"{alike.Count()} times, first {alike.First()}";

    private void Say(string what, IReadOnlyList<string> reads, IReadOnlyList<string> writes, int most)
    {
        var told = $"{what}: {reads.Count} reads failed [{string.Join("; ", reads)}], {writes.Count} writes [{string.Join("; ", writes)}]";
        if (reads.Count + writes.Count > 0)
        {
            told += $"; the servers say: {string.Join('\n', Failures(Both))}";
        }

        TestContext.Current.SendDiagnosticMessage(told);
        Assert.True(reads.Count <= most && writes.Count <= most, told);
    }
}
