using System.Net;
using System.Net.Sockets;
using System.Text;
using Npgsql;

namespace GoNoGo.Tests.Support;

/// <summary>Stands between the program and PostgreSQL and does to the connections what networks and servers do.</summary>
internal sealed class FaultProxy : IAsyncDisposable
{
    private readonly Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource ended = new();
    private readonly Lock gate = new();
    private readonly HashSet<FaultLink> links = [];
    private readonly Task accepting;
    private TaskCompletionSource? held;
    private Cut? cut;
    private bool isRefusing;

    private FaultProxy()
    {
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        accepting = AcceptAsync();
    }

    /// <summary>How many connections were cut.</summary>
    public int Cuts { get; private set; }

    public static FaultProxy Start() => new();

    /// <summary>The same database, reached through here.</summary>
    public string Through(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString)
    {
        Host = "127.0.0.1",
        Port = ((IPEndPoint)listener.LocalEndPoint!).Port, // Bound by the constructor.
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable,
    }.ConnectionString;

    /// <summary>Cuts the next connection on which the client sends words such as <c>COMMIT</c>.</summary>
    /// <param name="words">What its message has in it.</param>
    /// <param name="moment">On which side of the server's doing it.</param>
    /// <param name="after">Only a connection on which this was sent from now on: background work commits as well.</param>
    public void CutAt(string words, CutMoment moment, string after) =>
        cut = new Cut(Encoding.ASCII.GetBytes(words), moment, Encoding.ASCII.GetBytes(after));

    /// <summary>Cuts every connection there is.</summary>
    public void CutAll() => Array.ForEach(Links(), Abort);

    /// <summary>Ends every connection in the server's direction alone: the client hears the end and may still talk.</summary>
    public void HalfCloseAll() => Array.ForEach(Links(), HalfClose);

    /// <summary>As a server that is away: cuts every connection and takes no new one until <see cref="Accept"/>.</summary>
    public void Refuse()
    {
        isRefusing = true;
        CutAll();
    }

    public void Accept() => isRefusing = false;

    /// <summary>Keeps back what the server answers until <see cref="Release"/>.</summary>
    public void Hold() => held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release()
    {
        held?.TrySetResult();
        held = null;
    }

    public async ValueTask DisposeAsync()
    {
        Release();
        await ended.CancelAsync();
        listener.Dispose();
        CutAll();
        await accepting;
        ended.Dispose();
    }

    /// <summary>Null while the server itself is away.</summary>
    private static Socket? TryConnect()
    {
        try
        {
            return Connect();
        }
        catch (SocketException)
        {
            return null;
        }
    }

    private static Socket Connect()
    {
        var server = new NpgsqlConnectionStringBuilder(Databases.PostgresServer);
        var host = server.Host ?? throw new InvalidOperationException("The connection string of the tests names no host.");
        var isPath = host.StartsWith('/');
        var socket = isPath
            ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            : new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(isPath ? new UnixDomainSocketEndPoint($"{host}/.s.PGSQL.{server.Port}") : new DnsEndPoint(host, server.Port));
        return socket;
    }

    private FaultLink[] Links()
    {
        lock (gate)
        {
            return [.. links];
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (!ended.IsCancellationRequested)
            {
                var client = await listener.AcceptAsync(ended.Token);
                if (isRefusing || TryConnect() is not { } server)
                {
                    client.Close(0);
                    continue;
                }

                var link = new FaultLink(client, server);
                lock (gate)
                {
                    links.Add(link);
                }

                _ = Task.WhenAll(AskAsync(link), AnswerAsync(link));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private Task AskAsync(FaultLink link) => PumpAsync(link, link.Client, link.Server, sent =>
    {
        if (cut is not { } now)
        {
            return Task.FromResult(true);
        }

        link.IsMeant |= sent.Span.IndexOf(now.After) >= 0;
        if (!link.IsMeant || sent.Span.IndexOf(now.Words) < 0)
        {
            return Task.FromResult(true);
        }

        cut = null;
        link.IsDoomed = now.Moment == CutMoment.AfterTheServerDidIt;
        return Task.FromResult(link.IsDoomed);
    });

    private Task AnswerAsync(FaultLink link) => PumpAsync(link, link.Server, link.Client, async _ =>
    {
        if (held is { } until)
        {
            await until.Task;
        }

        return !link.IsDoomed;
    });

    private async Task PumpAsync(FaultLink link, Socket from, Socket to, Func<ReadOnlyMemory<byte>, Task<bool>> mayPass)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, ended.Token) is var length and > 0 && await mayPass(buffer.AsMemory(0, length)))
            {
                await to.SendAsync(buffer.AsMemory(0, length), ended.Token);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // One side has gone, and the other goes with it.
        }

        Abort(link);
    }

    private void HalfClose(FaultLink link)
    {
        lock (gate)
        {
            if (!links.Contains(link))
            {
                return; // It ended meanwhile.
            }

            try
            {
                link.Client.Shutdown(SocketShutdown.Send);
            }
            catch (SocketException)
            {
                // The client has gone, and its pump is about to see it.
            }
        }
    }

    private void Abort(FaultLink link)
    {
        lock (gate)
        {
            if (links.Remove(link))
            {
                Cuts++;
                link.Client.Close(0);
                link.Server.Close(0);
            }
        }
    }

    private sealed record Cut(byte[] Words, CutMoment Moment, byte[] After);

    private sealed class FaultLink(Socket client, Socket server)
    {
        public Socket Client { get; } = client;

        public Socket Server { get; } = server;

        /// <summary>The client has sent on it after what it is to be cut.</summary>
        public bool IsMeant { get; set; }

        /// <summary>Cut as soon as the server answers.</summary>
        public bool IsDoomed { get; set; }
    }
}

/// <summary>When a connection is cut.</summary>
public enum CutMoment
{
    /// <summary>The server never hears of it.</summary>
    BeforeTheServerHears,

    /// <summary>The server has done it and the client does not hear so.</summary>
    AfterTheServerDidIt,
}
