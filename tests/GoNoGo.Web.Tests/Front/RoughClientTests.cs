using System.Net;
using System.Text;
using GoNoGo.Web.Tests.Api;

namespace GoNoGo.Web.Tests.Front;

/// <summary>What no client sends is refused and the connection cut, within bounds, while others are served.</summary>
public sealed class RoughClientTests(CommentedBlog blog) : IClassFixture<CommentedBlog>
{
    private const string Comment =
        "POST /api/v1/posts/post-1/comments HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";

    private const string Smuggled = "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n";

    [Theory]
    [InlineData("Content-Length: 5\r\nContent-Length: 6\r\n", "hello")]
    [InlineData("Content-Length: 5, 6\r\n", "hello")]
    [InlineData("Content-Length: -1\r\n", "")]
    [InlineData("Transfer-Encoding: chunked, identity\r\n", "0\r\n\r\n")]
    [InlineData("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n", "2;\nxx\r\n0\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n", "zz\r\nhello\r\n0\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n", "fffffffffffffffff\r\n")]
    [InlineData("X-Folded: a\r\n b\r\n", "")]
    [InlineData("X Space: a\r\n", "")]
    [InlineData("X-Nul: a\0b\r\n", "")]
    [InlineData("Host: other\r\n", "")]
    public async Task A_request_that_two_servers_could_read_differently_is_refused_with_all_behind_it(string header, string body)
    {
        await using var connection = await RawConnection.OpenAsync(blog.Address);

        await connection.SendAsync(
            $"{Comment}{header}\r\n{body}{Smuggled}");
        var answer = await connection.ReadToEndAsync();

        Assert.Matches("^HTTP/1.1 (400|501) ", answer);
        Assert.Single(answer.Split("HTTP/1.1 ").Skip(1));
        await AssertOthersAreServedAsync();
    }

    [Fact]
    public async Task Where_both_a_length_and_chunks_are_said_the_chunks_count_and_the_connection_ends()
    {
        await using var connection = await RawConnection.OpenAsync(blog.Address);

        await connection.SendAsync(
            Comment + $"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n{Smuggled}");
        var answer = await connection.ReadToEndAsync();

        // RFC 9112 section 6.3: such a request ought to be handled as an error, and its connection closed.
        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.Single(answer.Split("HTTP/1.1 ").Skip(1));
    }

    [Theory]
    [InlineData(9_000, 1, 10, 414)]
    [InlineData(10, 1, 33_000, 431)]
    [InlineData(10, 101, 10, 431)]
    public async Task Lines_and_headers_have_their_bounds(int pathLength, int headers, int headerLength, int status)
    {
        await using var connection = await RawConnection.OpenAsync(blog.Address);
        var request = new StringBuilder().Append("GET /").Append('a', pathLength).Append(" HTTP/1.1\r\nHost: localhost\r\n");
        for (var number = 0; number < headers; number++)
        {
            request.Append("X-").Append(number).Append(": ").Append('a', headerLength).Append("\r\n");
        }

        await connection.SendAsync(request.Append("\r\n").ToString());

        Assert.StartsWith($"HTTP/1.1 {status} ", await connection.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Endless_chunks_are_cut_at_the_bound_of_a_body()
    {
        await using var connection = await RawConnection.OpenAsync(blog.Address);
        await connection.SendAsync(
            Comment + "Transfer-Encoding: chunked\r\n\r\n");
        var chunk = $"1000\r\n{new string(' ', 4096)}\r\n";
        var sent = 0;

        // Far more than any buffer between the two holds: it ends because the server has closed.
        while (sent < 50_000 && await connection.SendAsync(chunk))
        {
            sent++;
        }

        Assert.InRange(sent, 1, 49_999);
        await AssertOthersAreServedAsync();
    }

    [Fact]
    public async Task Who_sends_headers_or_a_body_too_slowly_is_cut_and_others_are_served_meanwhile()
    {
        await using var slowHeaders = await RawConnection.OpenAsync(blog.Address);
        await using var slowBody = await RawConnection.OpenAsync(blog.Address);
        await slowHeaders.SendAsync("GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
        await slowBody.SendAsync(
            $"{Comment}Content-Length: 1000\r\n\r\n{{");
        var answers = Task.WhenAll(slowHeaders.ReadToEndAsync(), slowBody.ReadToEndAsync());

        await AssertOthersAreServedAsync();
        var ended = await answers.WaitAsync(Testing.Eventually.Patience, TestContext.Current.CancellationToken);

        Assert.Matches("^(HTTP/1.1 408 .*)?$", ended[0].Split("\r\n")[0]);
        Assert.Matches("^(HTTP/1.1 408 .*)?$", ended[1].Split("\r\n")[0]);
    }

    private async Task AssertOthersAreServedAsync() =>
        Assert.Equal(HttpStatusCode.OK, (await blog.Reader.AskAsync("/posts/post-2/")).Status);
}
