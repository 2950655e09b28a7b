using System.Net;
using GoNoGo.Web.Tests.Comments;
using Microsoft.Data.Sqlite;

namespace GoNoGo.Web.Tests.Api;

/// <summary>What is answered where the server itself is in trouble: never the cause, always the headers, and reading goes on.</summary>
public sealed class FailureTests
{
    [Fact]
    public async Task While_the_database_cannot_be_written_comments_are_to_be_sent_later()
    {
        await using var blog = new CommentedBlog();
        await blog.InitializeAsync();
        await using var other = await OpenAsync(blog, "BEGIN EXCLUSIVE");

        var answer = await blog.Reader.SendCommentAsync("post-1", ApiClient.Comment());

        answer.AssertProblem(HttpStatusCode.ServiceUnavailable, "unavailable");
        Assert.NotNull(answer.Header("Retry-After"));
        Assert.Equal(HttpStatusCode.OK, (await blog.Reader.AskAsync("/posts/post-1/")).Status);
        await ExecuteAsync(other, "ROLLBACK");
        Assert.Equal(HttpStatusCode.Created, (await blog.Reader.SendCommentAsync("post-1", ApiClient.Comment())).Status);
    }

    [Fact]
    public async Task A_failure_gives_nothing_away()
    {
        await using var blog = new CommentedBlog();
        await blog.InitializeAsync();
        var shown = await blog.Reader.PressAsync(await blog.ReadPageAsync("/posts/post-1/"), "preview", ("content", "Secret words"));
        await using var other = await OpenAsync(blog, "ALTER TABLE comments RENAME TO lost");

        var answer = await blog.Reader.SendCommentAsync("post-1", ApiClient.Comment("Secret words"));
        var form = await blog.Reader.PressAsync(shown.Page, "send", ("gdpr_consent", "true"));
        var page = await blog.ReadPageAsync("/posts/post-2/"); // Nobody has read it before, so that it is not kept.

        answer.AssertProblem(HttpStatusCode.InternalServerError, "unexpected");
        Assert.DoesNotContain("lite", answer.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Secret words", answer.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.InternalServerError, form.Answer.Status);
        Assert.StartsWith("no-store", form.Answer.Header("Cache-Control"), StringComparison.Ordinal);
        form.Answer.AssertSafe();
        Assert.Contains("cannot be shown at the moment", page.QuerySelector("#comments")?.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await blog.Reader.AskAsync("/")).Status);
    }

    private static async Task<SqliteConnection> OpenAsync(CommentedBlog blog, string statement)
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(blog.DataPath, "gonogo.db")};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await ExecuteAsync(connection, statement);
        return connection;
    }

    private static async Task ExecuteAsync(SqliteConnection connection, string statement)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
