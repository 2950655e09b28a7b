using System.Buffers.Binary;
using System.Net;
using GoNoGo.Testing;
using static GoNoGo.Web.Tests.Front.Http2Connection;

namespace GoNoGo.Web.Tests.Front;

/// <summary>What no client sends over HTTP/2 is refused, within bounds, while others are served.</summary>
public sealed class Http2Tests(EncryptedBlog blog) : IClassFixture<EncryptedBlog>
{
    private const int InternalError = 0x2;
    private const int EnhanceYourCalm = 0xb;
    private const int MostResets = 20_000;

    // ":status: 400" as RFC 7541, appendix A, counts it.
    private const byte BadRequestInStaticTable = 0x80 | 12;

    /// <summary>CVE-2023-44487: a request costs the client one frame, and its reset another.</summary>
    [Fact]
    public async Task Streams_that_are_reset_by_the_thousand_end_their_connection_and_others_are_served()
    {
        await using var connection = await OpenAsync(blog);
        var ended = EndAsync(connection);

        var sent = 0;
        while (sent < MostResets && await connection.SendAsync([.. Request(Stream(sent)), .. Reset(Stream(sent))]))
        {
            sent++;
        }

        // The client never ends it, and may have sent all of them before the server has read the first.
        var reason = await ended.WaitAsync(Eventually.Patience, TestContext.Current.CancellationToken);

        // Whichever of the server's bounds is met first; the end of the connection may overtake the frame that says it.
        Assert.True(reason is null or EnhanceYourCalm or InternalError, $"It ended with {reason}.");
        await AssertOthersAreServedAsync();
    }

    [Theory]
    [InlineData("connection", "close")]
    [InlineData("X-Upper", "a")]
    [InlineData("x-split", "a\r\nx-more: b")]
    [InlineData("x-nul", "a\0b")]
    public async Task A_header_that_would_read_otherwise_over_HTTP_1_ends_its_request(string name, string value)
    {
        await using var connection = await OpenAsync(blog);

        await connection.SendAsync(Request(1, (name, value)));
        var answer = await AnswerAsync(connection);

        Assert.True(answer is null or { Type: FrameType.Reset or FrameType.GoAway }, $"It was answered with {answer?.Type}.");
        await AssertOthersAreServedAsync();
    }

    [Theory]
    [InlineData("transfer-encoding", "chunked")]
    [InlineData("keep-alive", "timeout=5")]
    [InlineData("proxy-connection", "keep-alive")]
    [InlineData("upgrade", "h2c")]
    public async Task A_header_of_a_connection_is_refused(string name, string value)
    {
        await using var connection = await OpenAsync(blog);

        await connection.SendAsync(Request(1, (name, value)));
        var answer = await AnswerAsync(connection);

        Assert.Equal(FrameType.Headers, answer?.Type);
        Assert.Contains(BadRequestInStaticTable, answer?.Payload ?? []);
    }

    [Fact]
    public async Task A_whole_request_is_answered()
    {
        await using var connection = await OpenAsync(blog);

        await connection.SendAsync(Request(1, ("x-other", "a")));
        var answer = await AnswerAsync(connection);

        Assert.Equal((FrameType.Headers, 1), (answer?.Type, answer?.Stream));
        Assert.DoesNotContain(BadRequestInStaticTable, answer?.Payload[..1] ?? []);
    }

    private static int Stream(int number) => (number * 2) + 1;

    /// <summary>What ends the waiting for an answer: its headers, a reset, or the end of the connection.</summary>
    private static async Task<Frame?> AnswerAsync(Http2Connection connection)
    {
        var answer = await connection.ReadAsync();
        while (answer is { Type: not (FrameType.Headers or FrameType.Reset or FrameType.GoAway) })
        {
            answer = await connection.ReadAsync();
        }

        return answer;
    }

    /// <summary>The error that the other side ended with; null where it just closed.</summary>
    private static async Task<int?> EndAsync(Http2Connection connection)
    {
        int? error = null;
        while (await connection.ReadAsync() is { } frame)
        {
            error = frame.Type is FrameType.GoAway ? BinaryPrimitives.ReadInt32BigEndian(frame.Payload.AsSpan(4)) : error;
        }

        return error;
    }

    private async Task AssertOthersAreServedAsync()
    {
        using var other = new HttpClient(new SocketsHttpHandler
        {
            SslOptions = { RemoteCertificateValidationCallback = blog.IsOwn },
        });
        var live = new Uri(blog.Address, "/health/live");
        using var request = new HttpRequestMessage(HttpMethod.Get, live) { Version = HttpVersion.Version20 };
        using var answer = await other.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, HttpVersion.Version20), (answer.StatusCode, answer.Version));
    }
}
