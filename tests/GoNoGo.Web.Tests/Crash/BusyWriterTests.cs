using System.Diagnostics;
using System.Net;
using GoNoGo.Testing;
using GoNoGo.Web.Tests.Api;
using Microsoft.Data.Sqlite;

namespace GoNoGo.Web.Tests.Crash;

/// <summary>Another process that holds SQLite's write lock for long (F7).</summary>
[Collection(Timed.Name)]
public sealed class BusyWriterTests
{
    private const int Clients = 20;

    /// <summary>Whoever comes waits ten seconds for its turn, and may have to wait for one who began before it.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(25);

    [Fact]
    public async Task Many_who_write_while_another_process_holds_the_lock_wait_no_longer_than_one_and_pages_are_read_meanwhile()
    {
        await using var blog = new CommentedBlog();
        await blog.InitializeAsync();
        await using var other = new SqliteConnection($"Data Source={Path.Combine(blog.DataPath, "gonogo.db")};Pooling=False");
        await other.OpenAsync(TestContext.Current.CancellationToken);
        await ExecuteAsync(other, "BEGIN IMMEDIATE");
        var begun = Stopwatch.GetTimestamp();

        var sending = Enumerable.Range(0, Clients).Select(number => SendAsync(blog, number)).ToList();
        Assert.Equal(HttpStatusCode.OK, (await blog.Reader.AskAsync("/posts/post-1/")).Status);
        Assert.Equal(HttpStatusCode.OK, (await blog.Reader.AskAsync("/health/live")).Status);
        await Eventually.HoldsAsync(
            "the server is not ready",
            async () => (await blog.Reader.AskAsync("/health/ready")).Status == HttpStatusCode.ServiceUnavailable,
            TestContext.Current.CancellationToken);
        var answers = await Task.WhenAll(sending);
        var waited = Stopwatch.GetElapsedTime(begun);
        await ExecuteAsync(other, "ROLLBACK");

        Assert.Equal(HttpStatusCode.OK, (await blog.Reader.AskAsync("/health/ready")).Status);
        Assert.All(answers, answer => answer.AssertProblem(HttpStatusCode.ServiceUnavailable, "unavailable"));
        Assert.All(answers, answer => Assert.NotNull(answer.Header("Retry-After")));
        Assert.True(waited < LongestWait, $"They waited {waited.TotalSeconds:0.0} s.");
        Assert.All(
            await Task.WhenAll(Enumerable.Range(0, Clients).Select(number => SendAsync(blog, number))),
            answer => Assert.Equal(HttpStatusCode.Created, answer.Status));
        Assert.Equal(Clients, (await blog.StoredAsync("post-1")).Count);
    }

    private static Task<ApiAnswer> SendAsync(CommentedBlog blog, int number) =>
        blog.Reader.SendCommentAsync("post-1", ApiClient.Comment($"Comment {number}."), $"key-{number}");

    private static async Task ExecuteAsync(SqliteConnection connection, string statement)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
