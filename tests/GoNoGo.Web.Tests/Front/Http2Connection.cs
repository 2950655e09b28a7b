using System.Buffers.Binary;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace GoNoGo.Web.Tests.Front;

/// <summary>A connection on which a test writes frames of HTTP/2 that no client would (RFC 9113; headers as in RFC 7541).</summary>
internal sealed class Http2Connection : IAsyncDisposable
{
    private const int FrameHeaderLength = 9;
    private const byte EndsHeadersAndStream = 0x5;
    private const byte Acknowledges = 0x1;

    private readonly TcpClient client = new();
    private readonly SemaphoreSlim sending = new(1);
    private SslStream? stream;

    public enum FrameType : byte
    {
        Data = 0,
        Headers = 1,
        Reset = 3,
        Settings = 4,
        GoAway = 7,
    }

    /// <summary>What the other side sent.</summary>
    public sealed record Frame(FrameType Type, int Stream, byte[] Payload);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private SslStream Stream => stream ?? throw new InvalidOperationException("It is not open.");

    public static async Task<Http2Connection> OpenAsync(EncryptedBlog blog)
    {
        var connection = new Http2Connection();
        await connection.client.ConnectAsync(blog.Address.Host, blog.Address.Port, Cancelled);
        connection.stream = new SslStream(connection.client.GetStream());
        await connection.Stream.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = "localhost",
                ApplicationProtocols = [SslApplicationProtocol.Http2],
                RemoteCertificateValidationCallback = blog.IsOwn,
            },
            Cancelled);
        Assert.Equal(SslApplicationProtocol.Http2, connection.Stream.NegotiatedApplicationProtocol);
        await connection.Stream.WriteAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray(), Cancelled);
        await connection.Stream.WriteAsync(Written(FrameType.Settings, 0, 0, []), Cancelled);
        return connection;
    }

    /// <summary>A whole request for the first page, with a header of the test's choice.</summary>
    public static byte[] Request(int stream, (string Name, string Value)? more = null) =>
        Written(FrameType.Headers, EndsHeadersAndStream, stream, Headers(more));

    /// <summary>The end of a request that its sender no longer wants answered.</summary>
    public static byte[] Reset(int stream) => Written(FrameType.Reset, 0, stream, [0, 0, 0, 8]);

    /// <summary>Sends bytes as they are; false where the other side has closed.</summary>
    public async Task<bool> SendAsync(byte[] bytes)
    {
        await sending.WaitAsync(Cancelled);
        try
        {
            await Stream.WriteAsync(bytes, Cancelled);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
        finally
        {
            sending.Release();
        }
    }

    /// <summary>The next frame that is none of settings; null where the other side has closed.</summary>
    public async Task<Frame?> ReadAsync()
    {
        try
        {
            while (true)
            {
                var header = new byte[FrameHeaderLength];
                await Stream.ReadExactlyAsync(header, Cancelled);
                var payload = new byte[(header[0] << 16) | (header[1] << 8) | header[2]];
                await Stream.ReadExactlyAsync(payload, Cancelled);
                if ((FrameType)header[3] is not FrameType.Settings)
                {
                    return new Frame((FrameType)header[3], BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(5)), payload);
                }

                if ((header[4] & Acknowledges) == 0)
                {
                    await SendAsync(Written(FrameType.Settings, Acknowledges, 0, []));
                }
            }
        }
        catch (Exception exception) when (exception is IOException or EndOfStreamException)
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Stream.DisposeAsync();
        client.Dispose();
        sending.Dispose();
    }

    private static byte[] Headers((string Name, string Value)? more)
    {
        // From the static table: GET, https and /; then literals that are not indexed.
        var block = new List<byte> { 0x82, 0x87, 0x84, 0x01 };
        Add(block, "localhost");
        if (more is var (name, value))
        {
            block.Add(0);
            Add(block, name);
            Add(block, value);
        }

        return [.. block];
    }

    private static void Add(List<byte> block, string text)
    {
        block.Add((byte)text.Length); // Shorter than 127, and not packed.
        block.AddRange(Encoding.Latin1.GetBytes(text));
    }

    private static byte[] Written(FrameType type, byte flags, int stream, byte[] payload)
    {
        var frame = new byte[FrameHeaderLength + payload.Length];
        (frame[1], frame[2]) = ((byte)(payload.Length >> 8), (byte)payload.Length);
        (frame[3], frame[4]) = ((byte)type, flags);
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(5), stream);
        payload.CopyTo(frame, FrameHeaderLength);
        return frame;
    }
}
