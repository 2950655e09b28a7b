using GoNoGo.Tests.Support;

namespace GoNoGo.Web.Tests.Crash;

/// <summary>Random kills under load. A short run each time; a thousand by <c>scripts/crash</c>.</summary>
public sealed class RandomKillTests
{
    public static IEnumerable<TheoryDataRow<DatabaseProvider>> Databases => CrashOptions.Databases();

    [Theory]
    [MemberData(nameof(Databases), DisableDiscoveryEnumeration = true)]
    public async Task Random_kills_lose_nothing_double_nothing_and_leave_a_trail_that_verifies(DatabaseProvider database)
    {
        Assert.True(FaultPointProgram.IsBuilt, FaultPointProgram.Missing);
        await using var run = await KillRun.CreateAsync(database, CrashOptions.Seed);
        await run.RunAsync(CrashOptions.Kills);
    }

    [Fact]
    public async Task Servers_that_are_killed_while_they_drain_one_database_handle_each_event_once()
    {
        Assert.SkipWhen(GoNoGo.Tests.Support.Databases.IsPostgresMissing, GoNoGo.Tests.Support.Databases.PostgresMissing);
        Assert.True(FaultPointProgram.IsBuilt, FaultPointProgram.Missing);
        await using var blog = await CrashedBlog.CreateAsync(DatabaseProvider.Postgres);
        await using var run = new DrainRun(blog, CrashOptions.Seed);
        await run.RunAsync(CrashOptions.Events, CrashOptions.DrainKills, CrashOptions.Workers);
    }
}
