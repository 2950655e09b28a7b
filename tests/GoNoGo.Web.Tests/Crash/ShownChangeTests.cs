using GoNoGo.Testing;
using GoNoGo.Tests.Support;
using GoNoGo.Web.Tests.Api;

namespace GoNoGo.Web.Tests.Crash;

/// <summary>A page that is kept follows what others change in the database: other servers, commands, whoever has the file.</summary>
public sealed class ShownChangeTests
{
    [Theory]
    [MemberData(nameof(RandomKillTests.Databases), MemberType = typeof(RandomKillTests), DisableDiscoveryEnumeration = true)]
    public async Task What_is_changed_past_the_program_shows(DatabaseProvider database)
    {
        Assert.True(FaultPointProgram.IsBuilt, FaultPointProgram.Missing);
        await using var blog = await CrashedBlog.CreateAsync(database);
        await using var server = await blog.ServeAsync();
        var slug = CrashedBlog.Posts[0];
        var (id, _) = await server.Reader.TakeCommentAsync(slug, ApiClient.Comment("As it was sent"));
        await ShowsAsync(server, slug, "No comments yet");

        var (exitCode, _, errors) = await blog.RunAsync(null, "comment", "approve", $"{id}");
        Assert.Equal((0, ""), (exitCode, errors));
        await ShowsAsync(server, slug, "As it was sent");
        await ListsAsync(server, slug);
        await ChangeAsync(blog, "UPDATE comments SET content = 'As it was changed'");
        await ShowsAsync(server, slug, "As it was changed");
        await ChangeAsync(blog, $"UPDATE comments SET post_id = '{CrashedBlog.Posts[1]}'");
        await ShowsAsync(server, slug, "No comments yet");
        await ShowsAsync(server, CrashedBlog.Posts[1], "As it was changed");
        await ListsAsync(server, CrashedBlog.Posts[1]);
        await ChangeAsync(blog, "DELETE FROM comments");
        await ShowsAsync(server, CrashedBlog.Posts[1], "No comments yet");
        await ListsAsync(server);
    }

    /// <summary>Waits until the start page counts comments of the given posts alone.</summary>
    private static Task ListsAsync(ServerProcess server, params string[] slugs) => Eventually.HoldsAsync(
        $"the start page counts comments of '{string.Join(", ", slugs)}'",
        async () =>
        {
            var page = await server.Reader.GetStringAsync("/", TestContext.Current.CancellationToken);
            return CrashedBlog.Posts.All(slug =>
                page.Contains($"/posts/{slug}/#comments", StringComparison.Ordinal) == slugs.Contains(slug));
        },
        TestContext.Current.CancellationToken);

    private static Task ShowsAsync(ServerProcess server, string slug, string text) => Eventually.HoldsAsync(
        $"/posts/{slug}/ shows '{text}'",
        async () => (await server.Reader.GetStringAsync($"/posts/{slug}/", TestContext.Current.CancellationToken))
            .Contains(text, StringComparison.Ordinal),
        TestContext.Current.CancellationToken);

    private static async Task ChangeAsync(CrashedBlog blog, string sql)
    {
        await using var connection = blog.Connect();
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.Equal(1, await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
    }
}
