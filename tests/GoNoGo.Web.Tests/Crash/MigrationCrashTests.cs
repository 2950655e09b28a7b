using System.Net;
using GoNoGo.Tests.Support;
using GoNoGo.Web.Tests.Api;

namespace GoNoGo.Web.Tests.Crash;

/// <summary>Kill -9 while the database gets its shape: the next start completes it.</summary>
public sealed class MigrationCrashTests
{
    private const int Killed = 128 + 9;

    public static IEnumerable<TheoryDataRow<DatabaseProvider, string>> Places =>
        from database in CrashOptions.Databases()
        from place in new[] { "migration.begun", "migration.applied:1", "migration.applied:2" }
        select new TheoryDataRow<DatabaseProvider, string>(database.Data, place) { Skip = database.Skip };

    [Theory]
    [MemberData(nameof(Places), DisableDiscoveryEnumeration = true)]
    public async Task A_start_that_is_killed_while_it_migrates_is_completed_by_the_next(DatabaseProvider database, string place)
    {
        Assert.True(FaultPointProgram.IsBuilt, FaultPointProgram.Missing);
        await using var blog = await CrashedBlog.CreateAsync(database);
        await using (var doomed = blog.Start(place))
        {
            Assert.Equal(Killed, await doomed.ExitAsync());
        }

        await using var server = await blog.ServeAsync();
        var answer = await server.Reader.SendCommentAsync(CrashedBlog.Posts[0], ApiClient.Comment(), "key");

        Assert.True(answer.Status == HttpStatusCode.Created, answer.Text);
        Assert.Equal(StoredRows.OneComment, await blog.CountAsync());
    }
}
