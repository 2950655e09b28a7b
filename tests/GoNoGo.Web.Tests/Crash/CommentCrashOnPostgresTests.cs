using GoNoGo.Tests.Support;

namespace GoNoGo.Web.Tests.Crash;

/// <summary>The same on PostgreSQL, in a class of its own so that it runs beside the other.</summary>
public sealed class CommentCrashOnPostgresTests
{
    public static IEnumerable<TheoryDataRow<DatabaseProvider, string>> Places => CommentCrashTests.PlacesOn(DatabaseProvider.Postgres);

    [Theory]
    [MemberData(nameof(Places), DisableDiscoveryEnumeration = true)]
    public Task A_crash_leaves_all_of_a_comment_or_nothing_and_a_second_try_makes_one(DatabaseProvider database, string place) =>
        CommentCrashTests.CrashAsync(database, place);
}
