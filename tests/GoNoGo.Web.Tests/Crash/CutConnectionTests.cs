using System.Net;
using GoNoGo.Testing;
using GoNoGo.Tests.Support;
using GoNoGo.Web.Tests.Api;

namespace GoNoGo.Web.Tests.Crash;

/// <summary>PostgreSQL that goes away at the worst moments: 503, nothing half-written, one comment for who tries again.</summary>
public sealed class CutConnectionTests
{
    private const string Insert = "INSERT INTO comments";
    private const string Commit = "COMMIT\0"; // As a whole statement: an isolation level has the word in it too.
    private const int Waiting = 12;

    [Theory]
    [InlineData(Insert, CutMoment.BeforeTheServerHears, false)]
    [InlineData(Insert, CutMoment.AfterTheServerDidIt, false)]
    [InlineData(Commit, CutMoment.BeforeTheServerHears, false)]
    [InlineData(Commit, CutMoment.AfterTheServerDidIt, true)]
    public async Task A_connection_cut_within_a_comment_gives_one_comment_to_who_tries_again(string words, CutMoment moment, bool isStored)
    {
        var blog = await ProxiedBlog.StartAsync();
        try
        {
            blog.Proxy.CutAt(words, moment, after: Insert);

            var answer = await SendAsync(blog);
            AssertToBeSentLater(answer);
            Assert.Equal(isStored ? StoredRows.OneComment : StoredRows.Nothing, await blog.CountAsync());
            Assert.Equal(HttpStatusCode.OK, (await blog.Reader.AskAsync("/health/live")).Status);

            var again = await SendAsync(blog);
            Assert.True(again.Status == HttpStatusCode.Created, again.Text);
            Assert.Equal(again.Text, (await SendAsync(blog)).Text);
            Assert.Equal(StoredRows.OneComment, await blog.CountAsync());
        }
        finally
        {
            await blog.EndAsync();
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Connections_that_were_cut_or_half_closed_while_idle_are_replaced_by_themselves(bool isWhole)
    {
        var blog = await ProxiedBlog.StartAsync();
        try
        {
            var first = await Task.WhenAll(Enumerable.Range(0, Waiting).Select(number => SendAsync(blog, $"key-{number}")));
            Assert.All(first, answer => Assert.Equal(HttpStatusCode.Created, answer.Status));
            if (isWhole)
            {
                blog.Proxy.CutAll();
            }
            else
            {
                blog.Proxy.HalfCloseAll();
            }

            await Eventually.HoldsAsync(
                "comments were taken again",
                async () =>
                {
                    var answer = await SendAsync(blog, "after");
                    Assert.True(answer.Status is HttpStatusCode.Created or HttpStatusCode.ServiceUnavailable, answer.Text);
                    return answer.Status == HttpStatusCode.Created;
                },
                TestContext.Current.CancellationToken);
            Assert.Equal(StoredRows.Whole(Waiting + 1), await blog.CountAsync());
        }
        finally
        {
            await blog.EndAsync();
        }
    }

    [Fact]
    public async Task While_PostgreSQL_is_away_posts_are_read_and_comments_are_to_be_sent_later()
    {
        var blog = await ProxiedBlog.StartAsync();
        try
        {
            Assert.Equal(HttpStatusCode.Created, (await SendAsync(blog, "before")).Status);
            blog.Proxy.Refuse();

            AssertToBeSentLater(await SendAsync(blog));
            Assert.Contains(
                "cannot be shown at the moment",
                (await blog.ReadPageAsync("/posts/post-1/")).QuerySelector("#comments")?.TextContent,
                StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.OK, (await blog.Reader.AskAsync("/health/live")).Status);
            await Eventually.HoldsAsync(
                "readiness waits for the database",
                async () => (await blog.Reader.AskAsync("/health/ready")).Text.Contains("[\"database\"]", StringComparison.Ordinal),
                TestContext.Current.CancellationToken);

            blog.Proxy.Accept();
            Assert.Equal(HttpStatusCode.Created, (await SendAsync(blog)).Status);
            Assert.Equal(HttpStatusCode.OK, (await blog.Reader.AskAsync("/health/ready")).Status);
            Assert.Equal(StoredRows.Whole(2), await blog.CountAsync());
        }
        finally
        {
            await blog.EndAsync();
        }
    }

    [Fact]
    public async Task Comments_that_wait_for_a_slow_PostgreSQL_are_taken_when_it_answers_and_the_server_lives_meanwhile()
    {
        var blog = await ProxiedBlog.StartAsync();
        try
        {
            Assert.Equal(HttpStatusCode.Created, (await SendAsync(blog, "before")).Status);
            blog.Proxy.Hold();
            var waiting = Enumerable.Range(0, Waiting).Select(number => SendAsync(blog, $"key-{number}")).ToList();

            Assert.Equal(HttpStatusCode.OK, (await blog.Reader.AskAsync("/health/live")).Status);
            Assert.Equal(HttpStatusCode.OK, (await blog.Reader.AskAsync("/")).Status);
            Assert.DoesNotContain(waiting, sent => sent.IsCompleted);

            blog.Proxy.Release();
            Assert.All(await Task.WhenAll(waiting), answer => Assert.Equal(HttpStatusCode.Created, answer.Status));
            Assert.Equal(StoredRows.Whole(Waiting + 1), await blog.CountAsync());
        }
        finally
        {
            await blog.EndAsync();
        }
    }

    private static Task<ApiAnswer> SendAsync(ProxiedBlog blog, string key = "the-same-key") =>
        blog.Reader.SendCommentAsync("post-1", ApiClient.Comment($"Sent with {key}."), key);

    private static void AssertToBeSentLater(ApiAnswer answer)
    {
        answer.AssertProblem(HttpStatusCode.ServiceUnavailable, "unavailable");
        Assert.NotNull(answer.Header("Retry-After"));
    }
}
