using System.Diagnostics;
using System.Net;
using GoNoGo.Testing;
using GoNoGo.Tests.Support;
using GoNoGo.Web.Tests.Api;
using GoNoGo.Web.Tests.Comments;
using GoNoGo.Web.Tests.Crash;

namespace GoNoGo.Web.Tests.Nodes;

/// <summary>
/// Two servers on one PostgreSQL behind nginx, under load: one is killed, one drained, the database goes away. In a run by hand
/// <c>GONOGO_RESTART_POSTGRES</c> is a command that restarts PostgreSQL in place of cutting its connections, and
/// <c>GONOGO_NODES_PAGES</c> says how many pages are read between the events.
/// </summary>
public sealed class TwoNodesTests
{
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Agreed = TimeSpan.FromSeconds(1);
    private static readonly int Pages = int.TryParse(Environment.GetEnvironmentVariable("GONOGO_NODES_PAGES"), out var pages) ? pages : 300;
    private static readonly string? Restart = Environment.GetEnvironmentVariable("GONOGO_RESTART_POSTGRES");

    private static int Comments => Pages / 20;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_server_is_killed_or_drained_and_when_the_database_goes_readers_notice_nothing_and_no_comment_is_lost()
    {
        SkipWhereSomethingIsMissing();
        await using var blog = await NodesBlog.CreateAsync();
        var first = await blog.ServeFirstAsync();
        var second = await blog.ServeSecondAsync();
        try
        {
            await using var proxy = await NodesProxy.StartAsync(AddressOf(first), AddressOf(second));
            await using var traffic = new Traffic(proxy.Address);
            await traffic.PassAsync(Pages, Comments);

            await first.KillAsync();
            await traffic.PassAsync(Pages, Comments);
            await first.DisposeAsync();
            first = await blog.ServeFirstAsync();
            await proxy.PointAtAsync(AddressOf(first), AddressOf(second));
            await traffic.PassAsync(Pages, Comments);
            Say("killed", traffic.ReadFailures(), traffic.WriteFailures(), most: Traffic.Readers);

            var begun = Stopwatch.GetTimestamp();
            Assert.Equal(0, await second.TerminateAsync());
            Assert.True(Stopwatch.GetElapsedTime(begun) < DrainTime, $"It took {Stopwatch.GetElapsedTime(begun)} to drain.");
            await traffic.PassAsync(Pages, Comments);
            await second.DisposeAsync();
            second = await blog.ServeSecondAsync();
            await proxy.PointAtAsync(AddressOf(first), AddressOf(second));
            await traffic.PassAsync(Pages, Comments);
            Say("drained", traffic.ReadFailures(), traffic.WriteFailures(), most: 0);

            await OutageAsync(blog, traffic, first, second);
            await traffic.PassAsync(Pages, Comments);
            Say("database away", traffic.ReadFailures(), traffic.WriteFailures(), most: 0);

            await traffic.EndAsync();
            await AssertOnceAsync(traffic, first, second);
            Assert.Equal(StoredRows.Whole(traffic.Taken.Count), await blog.CountAsync());
            TestContext.Current.SendDiagnosticMessage(
                $"{traffic.Reads} pages read, {traffic.Taken.Count} comments taken, {traffic.Refused} times put off");
        }
        finally
        {
            await first.DisposeAsync();
            await second.DisposeAsync();
        }
    }

    [Fact]
    public async Task What_changes_on_one_server_shows_on_the_other_within_a_second()
    {
        Assert.SkipWhen(Databases.IsPostgresMissing, Databases.PostgresMissing);
        Assert.True(FaultPointProgram.IsBuilt, FaultPointProgram.Missing);
        await using var blog = await NodesBlog.CreateAsync();
        await using var first = await blog.ServeFirstAsync();
        await using var second = await blog.ServeSecondAsync();
        var (slug, other) = (CrashedBlog.Posts[0], CrashedBlog.Posts[1]);
        var (id, manage) = await first.Reader.TakeCommentAsync(other, ApiClient.Comment("Seen by both"));
        await ShowAsync(first, second, other, "No comments yet");

        await blog.RunAsync("comment", "approve", $"{id}");
        await AgreeAsync("approved", first, second, other, "Seen by both");
        var erased = await second.Reader.PostFormAsync(manage, [new("step", "erase-confirmed")]);
        Assert.Equal(HttpStatusCode.OK, erased.Answer.Status);
        await AgreeAsync("erased", first, second, other, "No comments yet");
        await blog.PushAsync(second, "Pushed and told to one.");
        await AgreeAsync("pushed", first, second, slug, "Pushed and told to one.");
    }

    private static void SkipWhereSomethingIsMissing()
    {
        Assert.SkipWhen(Databases.IsPostgresMissing, Databases.PostgresMissing);
        Assert.SkipUnless(NodesProxy.Program is not null, NodesProxy.Missing);
        Assert.True(FaultPointProgram.IsBuilt, FaultPointProgram.Missing);
    }

    private static Uri AddressOf(ServerProcess server) => server.Reader.BaseAddress!; // It serves.

    private static async Task OutageAsync(NodesBlog blog, Traffic traffic, params ServerProcess[] servers)
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
        foreach (var server in servers)
        {
            using var live = await server.Reader.GetAsync("/health/live", Cancelled);
            Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        }

        blog.Database.Accept();
    }

    /// <summary>Every comment is there once: whichever server is asked again under its key gives the same one.</summary>
    private static async Task AssertOnceAsync(Traffic traffic, params ServerProcess[] servers)
    {
        foreach (var (key, id) in traffic.Taken)
        {
            foreach (var server in servers)
            {
                var answer = await server.Reader.SendCommentAsync(CrashedBlog.Posts[1], ApiClient.Comment(key), key);
                Assert.Equal((HttpStatusCode.Created, id), (answer.Status, answer.Json.GetProperty("id").GetGuid()));
            }
        }
    }

    private static async Task AgreeAsync(string what, ServerProcess first, ServerProcess second, string slug, string text)
    {
        var begun = Stopwatch.GetTimestamp();
        await ShowAsync(first, second, slug, text);
        var taken = Stopwatch.GetElapsedTime(begun);
        TestContext.Current.SendDiagnosticMessage($"{what}: both show it after {taken.TotalMilliseconds:0} ms");
        Assert.True(taken <= Agreed, $"What was {what} took {taken.TotalMilliseconds:0} ms to show on both.");
    }

    private static Task ShowAsync(ServerProcess first, ServerProcess second, string slug, string text) => Eventually.HoldsAsync(
        $"/posts/{slug}/ shows '{text}' on both",
        async () =>
        {
            var pages = await Task.WhenAll(
                new[] { first, second }.Select(server => server.Reader.GetStringAsync($"/posts/{slug}/", Cancelled)));
            return pages.All(page => page.Contains(text, StringComparison.Ordinal));
        },
        Cancelled);

    private static void Say(string what, IReadOnlyList<string> reads, IReadOnlyList<string> writes, int most)
    {
        var told = $"{what}: {reads.Count} reads failed [{string.Join("; ", reads)}], {writes.Count} writes [{string.Join("; ", writes)}]";
        TestContext.Current.SendDiagnosticMessage(told);
        Assert.True(reads.Count <= most && writes.Count <= most, told);
    }
}
