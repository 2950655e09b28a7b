using System.Net;
using System.Text.RegularExpressions;
using GoNoGo.Testing;
using GoNoGo.Tests.Support;
using GoNoGo.Web.Tests.Api;

namespace GoNoGo.Web.Tests.Crash;

/// <summary>Kill -9 at each step of taking a comment: all of it or nothing, and the client's next try makes it one.</summary>
public sealed partial class CommentCrashTests
{
    private const int Killed = 128 + 9;

    public static IEnumerable<TheoryDataRow<DatabaseProvider, string>> Places => PlacesOn(DatabaseProvider.Sqlite);

    [Theory]
    [MemberData(nameof(Places), DisableDiscoveryEnumeration = true)]
    public Task A_crash_leaves_all_of_a_comment_or_nothing_and_a_second_try_makes_one(DatabaseProvider database, string place) =>
        CrashAsync(database, place);

    /// <summary>Every place on the way of a comment, for a database.</summary>
    internal static IEnumerable<TheoryDataRow<DatabaseProvider, string>> PlacesOn(DatabaseProvider provider) =>
        from database in new Databases()
        where database.Data == provider
        from place in FaultPoints.BeforeCommit.Concat(FaultPoints.AfterCommit)
        select new TheoryDataRow<DatabaseProvider, string>(database.Data, place)
        {
            Skip = database.Skip ?? (FaultPointProgram.IsBuilt || Databases.IsContinuousIntegration ? null : FaultPointProgram.Missing),
        };

    /// <summary>Kills the server at a place, and looks what is left and what the next try makes of it.</summary>
    internal static async Task CrashAsync(DatabaseProvider database, string place)
    {
        Assert.True(FaultPointProgram.IsBuilt, FaultPointProgram.Missing);
        await using var blog = await CrashedBlog.CreateAsync(database);

        // A server has units of work of its own: the comment's is the one in whose flow the comment was looked at.
        var moment = place.StartsWith("unit_of_work.", StringComparison.Ordinal) ? $"comment.checked>{place}" : place;
        await using (var doomed = await blog.ServeAsync(moment))
        {
            await blog.HasSchedulesAsync(); // The last of the units of its start.
            await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync(doomed));
            Assert.Equal(Killed, await doomed.ExitAsync());
        }

        Assert.Equal(FaultPoints.AfterCommit.Contains(place) ? StoredRows.OneComment : StoredRows.Nothing, await blog.CountAsync());

        await using var server = await blog.ServeAsync();
        var again = await SendAsync(server);
        Assert.Equal(HttpStatusCode.Created, again.Status);
        Assert.Equal(again.Text, (await SendAsync(server)).Text);
        Assert.Equal(StoredRows.OneComment, await blog.CountAsync());
    }

    [Fact]
    public void Every_place_in_the_program_is_among_them()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "GoNoGo.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        }

        var places = Directory.EnumerateFiles(Path.Combine(folder.FullName, "src"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Calls().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups["place"].Value);

        Assert.Equal(FaultPoints.All.Order(StringComparer.Ordinal), places.Distinct().Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("FaultPoint\\.Reach\\(\"(?<place>[a-z_.]+)\"\\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Calls();

    private static Task<ApiAnswer> SendAsync(ServerProcess server) =>
        server.Reader.SendCommentAsync("hello", ApiClient.Comment("Written while the lights went out."), "the-same-key");
}
