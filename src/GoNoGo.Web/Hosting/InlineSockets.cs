using GoNoGo.Platform;
using GoNoGo.Web.Pages;
using Microsoft.AspNetCore.Http.Features;

namespace GoNoGo.Web.Hosting;

/// <summary>
/// Answers kept pages on the thread that has received the request: no other has to be woken, which is a sixth of what such an answer
/// costs (docs/performance.md). Whatever else is asked goes on in the pool of threads. Not with PostgreSQL, whose driver uses sockets as
/// well: all that waits for the database would go on there (decision 0151).
/// </summary>
internal static class InlineSockets
{
    // The runtime reads it when the first socket is made; there is no setting in code.
    private const string Variable = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    /// <summary>Turns it on for this process, unless its environment says otherwise. Before the first socket.</summary>
    public static void Use()
    {
        if (Environment.GetEnvironmentVariable(Variable) is null)
        {
            Environment.SetEnvironmentVariable(Variable, "1");
        }
    }

    /// <summary>What is no kept page leaves the thread of its socket; behind routing, which tells.</summary>
    public static void UseThreadsOfThePool(this IApplicationBuilder app) => app.Use(next => http =>
        http.GetEndpoint()?.Metadata.GetMetadata<KeptPage>() is null ? GoOnAsync(http, next) : next(http));

    private static async Task GoOnAsync(HttpContext http, RequestDelegate next)
    {
        await SocketThread.LeaveAsync();
        if (http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody is true)
        {
            http.Request.Body = new ReceivedBody(http.Request.Body);
        }

        await next(http);
    }

    /// <summary>A body whose parts arrive on the socket's thread, which is left after each.</summary>
    private sealed class ReceivedBody(Stream body) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await body.ReadAsync(buffer, cancellationToken);
            await SocketThread.LeaveAsync();
            return read;
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) => body.Read(buffer, offset, count);

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
