using System.Data;
using System.Data.Common;
using System.Diagnostics;
using System.Net;
using GoNoGo.Testing;
using GoNoGo.Tests.Support;
using GoNoGo.Web.Tests.Api;
using Microsoft.Data.Sqlite;

namespace GoNoGo.Web.Tests.Crash;

/// <summary>Kills one server after another on the same data under load, and looks after each kill whether all is there, once.</summary>
internal sealed class KillRun : IAsyncDisposable
{
    private const int Killed = 128 + 9;
    private readonly CrashedBlog blog;
    private readonly Random random;
    private readonly CommentLoad load;
    private readonly CrashReport report;
    private TrailVerifier? trail;
    private int verified;
    private int starts;
    private TimeSpan starting;

    private KillRun(CrashedBlog blog, DatabaseProvider database, int seed)
    {
        this.blog = blog;
        random = new Random(seed);
        load = new CommentLoad(new Random(random.Next()));
        report = new CrashReport(database.ToString());
        report.Say($"Seed {seed}; scripts/crash --seed {seed} repeats the plan.");
    }

    public static async Task<KillRun> CreateAsync(DatabaseProvider database, int seed) =>
        new(await CrashedBlog.CreateAsync(database), database, seed);

    public async Task RunAsync(int kills)
    {
        await KillOnceAsync(new KillPlan(KillWay.Kill, null, 1, 8)); // Makes the keys and the schema.
        trail = TrailVerifier.Of(blog);
        while (report.Kills < kills)
        {
            var plan = KillPlan.Draw(random);
            if (plan.Way == KillWay.Anchor)
            {
                await AnchorAsync(plan);
            }
            else
            {
                await KillOnceAsync(plan);
            }

            await CheckAsync();
            if (report.Kills % 50 == 0)
            {
                report.Say($"{report.Kills} kills, {load.Answered} comments answered, 0 lost, 0 doubled, trail verified {verified} times");
            }
        }

        await EndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (trail is not null)
        {
            await trail.DisposeAsync();
        }

        await blog.DisposeAsync();
    }

    private async Task KillOnceAsync(KillPlan plan)
    {
        await using var server = blog.Start(plan.FaultPoint);
        var begun = Stopwatch.GetTimestamp();
        if (await server.BecomesReadyAsync())
        {
            starts++;
            starting += Stopwatch.GetElapsedTime(begun);
            await ReadAsync(server);
            if (await load.RunAsync(server.Reader, plan.Requests))
            {
                await server.EndsAsync();
            }
        }

        var isReached = server.HasExited;
        if (!isReached && plan.Way == KillWay.Terminate)
        {
            isReached = await server.TerminateAsync() == Killed;
        }
        else if (!isReached)
        {
            await server.KillAsync();
        }

        var code = await server.ExitAsync();
        Assert.True(code == Killed || (plan.Way == KillWay.Terminate && code == 0), $"{plan}: exit code {code}\n{server.Errors}");
        if (code == Killed)
        {
            report.CountKill(isReached ? plan.Place ?? "at random" : "at random");
        }

        AssertDiscreet(server.Errors + server.Output);
    }

    /// <summary>The public site serves what it served before (I6).</summary>
    private static async Task ReadAsync(ServerProcess server)
    {
        try
        {
            Assert.Equal(HttpStatusCode.OK, (await server.Reader.AskAsync($"/posts/{CrashedBlog.Posts[0]}/")).Status);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            // It was killed while it worked off what its predecessor had left; else this waits in vain.
            await server.EndsAsync();
        }
    }

    private async Task AnchorAsync(KillPlan plan)
    {
        var (code, output, errors) = await blog.RunAsync(plan.FaultPoint, "audit", "anchor");
        Assert.True(code is Killed or 0, $"{plan}: exit code {code}\n{output}{errors}");
        if (code == Killed)
        {
            report.CountKill(plan.FaultPoint!.Split(':')[0]); // Such a plan has a place.
        }

        AssertDiscreet(output + errors);
    }

    private async Task CheckAsync()
    {
        // Before the next start, or beside it: what looks in may not be the one who repairs, each time.
        await using var beside = random.Next(4) == 0 ? await blog.ServeAsync() : null;
        await using (var connection = blog.Connect())
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await AssertWholeAsync(connection);
        }

        Assert.Equal([], await trail!.FindAsync()); // Made before the first check.
        verified++;
    }

    private async Task<StoredState> AssertWholeAsync(DbConnection opened)
    {
        // In one snapshot: a server may be at work.
        await using DbTransaction snapshot = opened is SqliteConnection file
            ? file.BeginTransaction(deferred: true)
            : await opened.BeginTransactionAsync(IsolationLevel.RepeatableRead, TestContext.Current.CancellationToken);
        var state = await Invariants.ReadAsync(opened, load, TestContext.Current.CancellationToken);
        Assert.True(state.Problems.Count == 0 && load.Doubled == 0, $"{string.Join("; ", state.Problems)}; {load.Doubled} doubled");
        return state;
    }

    /// <summary>On a server that stays, everything comes to its end: all answered, all delivered, each effect once.</summary>
    private async Task EndAsync()
    {
        await using var server = await blog.ServeAsync();
        await load.SettleAsync(server.Reader);
        await using var connection = blog.Connect();
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        StoredState? state = null;
        await Eventually.HoldsAsync(
            "all events were delivered",
            async () => (state = await AssertWholeAsync(connection)).Counts["waiting"] == 0,
            TestContext.Current.CancellationToken);
        var counts = state!.Counts; // Set by the wait.
        Assert.Equal(counts["comments"], counts["effects"]);
        Assert.Equal(load.Sent.Count, counts["comments"]);
        Assert.Equal([], await trail!.FindAsync()); // Made before the first check.
        report.Say($"{report.Kills} kills: {report.KillsByPlace}");
        report.Say(
            $"{load.Answered} comments answered 201, {state.Lost} lost, {load.Doubled + state.TooMany} doubled, {load.Repeated} requests "
            + $"repeated, {load.Sent.Count(sent => sent.IsErased)} erased; {counts["effects"]} effects of {counts["comments"]} events, "
            + $"{counts["dead"]} dead; trail clean {verified + 1} times; a start took {starting.TotalSeconds / starts:0.00} s");
    }

    private static void AssertDiscreet(string log) => Assert.DoesNotContain(CommentLoad.Sentinel, log, StringComparison.OrdinalIgnoreCase);
}
