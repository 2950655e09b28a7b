using GoNoGo.Testing;
using GoNoGo.Tests.Support;
using GoNoGo.Web.Tests.Api;

namespace GoNoGo.Web.Tests.Crash;

/// <summary>
/// Kill -9 at each step of an erasure and between two batches of a sweep: the next start goes on with it, and it never counts as done
/// while something of it is left (F4).
/// </summary>
public sealed class ErasureCrashTests
{
    private const string Text = "marked-text-8842";

    public static IEnumerable<TheoryDataRow<DatabaseProvider>> Databases => CrashOptions.Databases();

    [Theory]
    [MemberData(nameof(Databases), DisableDiscoveryEnumeration = true)]
    public async Task A_kill_at_any_step_of_an_erasure_is_gone_on_with_at_the_next_start(DatabaseProvider database)
    {
        Assert.True(FaultPointProgram.IsBuilt, FaultPointProgram.Missing);
        await using var blog = await CrashedBlog.CreateAsync(database);
        var people = FaultPoints.Erasure.Select((place, number) => (place, $"marked-person-{number}@example.org", $"marked-text-{number}-"))
            .ToList();
        await using (var server = await blog.ServeAsync())
        {
            foreach (var (_, email, text) in people)
            {
                await SendAsync(server, email, text);
                await SendAsync(server, email, text);
            }
        }

        var ofEach = await LeftAsync(blog) / people.Count;
        foreach (var (number, (place, email, text)) in people.Index())
        {
            var killed = await blog.RunAsync(place, "privacy", "erase", "--email", email, "--yes");
            Assert.True(killed.ExitCode == 128 + 9, $"{place}: {killed.ExitCode} {killed.Errors}");

            // Any command prepares the database as a start does.
            var next = await blog.RunAsync(null, "privacy", "erase", "--email", email, "--yes");
            Assert.Equal((1, "Nothing is held about this address."), (next.ExitCode, next.Errors.Trim()));
            Assert.True(await LeftAsync(blog) == ofEach * (people.Count - number - 1), $"{place}: {await LeftAsync(blog)} rows are left.");
            Assert.Empty(FileTraces.Of(blog.DataPath, text));
        }

        Assert.Equal(0, (await blog.RunAsync(null, "audit", "verify")).ExitCode);
    }

    [Theory]
    [MemberData(nameof(Databases), DisableDiscoveryEnumeration = true)]
    public async Task A_sweep_that_was_killed_between_two_batches_goes_on_where_it_was(DatabaseProvider database)
    {
        Assert.True(FaultPointProgram.IsBuilt, FaultPointProgram.Missing);
        await using var blog = await CrashedBlog.CreateAsync(database);
        await using (var server = await blog.ServeAsync())
        {
            for (var i = 0; i < 3; i++)
            {
                await SendAsync(server, $"person{i}@example.org", Text);
            }
        }

        await ExecuteAsync(blog, "UPDATE comments SET retention_until = 0");
        var killed = await blog.RunAsync("retention.swept_batch:1", "retention", "run", "--confirm-clock");
        Assert.True(killed.ExitCode == 128 + 9, killed.Errors);

        Assert.Equal(0, (await blog.RunAsync(null, "retention", "run")).ExitCode);
        Assert.Equal(0, await LeftAsync(blog));
        Assert.Equal(0, (await blog.RunAsync(null, "audit", "verify")).ExitCode);
    }

    private static async Task SendAsync(ServerProcess server, string email, string text)
    {
        var comment = ApiClient.Comment(text);
        comment["author_email"] = email;
        comment["notify_replies"] = true;
        Assert.Equal(201, (int)(await server.Reader.SendCommentAsync("hello", comment)).Status);
    }

    /// <summary>How many rows are left that hold a text or an address.</summary>
    private static Task<long> LeftAsync(CrashedBlog blog) => ExecuteAsync(
        blog,
        "SELECT (SELECT COUNT(*) FROM comments WHERE content <> '') + (SELECT COUNT(*) FROM mailboxes) "
        + "+ (SELECT COUNT(*) FROM subjects)");

    private static async Task<long> ExecuteAsync(CrashedBlog blog, string statement)
    {
        await using var connection = blog.Connect();
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        var answer = await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
        return Convert.ToInt64(answer ?? 0, System.Globalization.CultureInfo.InvariantCulture);
    }
}
