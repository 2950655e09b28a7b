using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GoNoGo.Benchmarks;

/// <summary>
/// How long readers wait while 10,000 connections idle and 1,000 send a byte a second, against how long without them:
/// <c>dotnet run -c Release --project perf/GoNoGo.Benchmarks -- connection-crowd</c>. The server is a process of its own; all of it stays
/// on this machine and ends by itself.
/// </summary>
internal static class ConnectionCrowd
{
    public const string Command = "connection-crowd";

    private const int Idle = 10_000;
    private const int Slow = 1_000;
    private const int Rounds = 3;
    private const int Requests = 1_000;

    public static async Task RunAsync()
    {
        await using var server = await MeasuredServer.StartAsync([], ("GoNoGo__RateLimiting__ReadsPerWindow", "1000000000"));
        using var reader = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = server.Address };
        await WarmUpAsync(reader);
        var (alone, crowded) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            alone.Add(await MeasureAsync(reader, "alone"));
            await using var crowd = await Crowd.GatherAsync(server.Address);
            crowded.Add(await MeasureAsync(reader, $"with {crowd.Open} connections"));
        }

        Console.WriteLine($"medians of {Rounds} rounds: {Median(alone):0.00} ms alone, {Median(crowded):0.00} ms in the crowd, "
            + $"ratio {Median(crowded) / Median(alone):0.00}");
    }

    private static async Task WarmUpAsync(HttpClient reader)
    {
        var served = 0;
        while (served < Requests)
        {
            using var answer = await reader.GetAsync(new Uri("/", UriKind.Relative));
            served += answer.StatusCode == HttpStatusCode.OK ? 1 : 0;
        }
    }

    /// <summary>The median of one request after the other, in milliseconds.</summary>
    private static async Task<double> MeasureAsync(HttpClient reader, string what)
    {
        var times = new double[Requests];
        for (var number = 0; number < Requests; number++)
        {
            var started = Stopwatch.GetTimestamp();
            using var answer = await reader.GetAsync(new Uri("/", UriKind.Relative));
            answer.EnsureSuccessStatusCode();
            times[number] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }

        Array.Sort(times);
        Console.WriteLine($"{what}: p50 {times[Requests / 2]:0.00} ms, p99 {times[Requests * 99 / 100]:0.00} ms");
        return times[Requests / 2];
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    /// <summary>Connections that only cost.</summary>
    private sealed class Crowd : IAsyncDisposable
    {
        private static readonly byte[] Begun = Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
        private readonly List<Socket> sockets = [];
        private readonly CancellationTokenSource ended = new();
        private Task dripping = Task.CompletedTask;

        public int Open => sockets.Count(socket => socket.Connected);

        public static async Task<Crowd> GatherAsync(Uri address)
        {
            var crowd = new Crowd();
            for (var number = 0; number < Idle + Slow; number++)
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(address.Host, address.Port);
                crowd.sockets.Add(socket);
            }

            crowd.dripping = crowd.DripAsync();
            return crowd;
        }

        public async ValueTask DisposeAsync()
        {
            await ended.CancelAsync();
            await dripping;
            sockets.ForEach(socket => socket.Dispose());
            ended.Dispose();
        }

        // The server cuts them after a while; then they count no more.
        private async Task DripAsync()
        {
            var slow = sockets.Take(Slow).ToList();
            slow.ForEach(socket => Send(socket, Begun));
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
            while (!ended.IsCancellationRequested)
            {
                slow.ForEach(socket => Send(socket, "a"u8));
                try
                {
                    await timer.WaitForNextTickAsync(ended.Token);
                }
                catch (OperationCanceledException)
                {
                    return;
                }
            }
        }

        private static void Send(Socket socket, ReadOnlySpan<byte> bytes)
        {
            try
            {
                socket.Send(bytes);
            }
            catch (SocketException)
            {
                // Cut by the server, as it should be.
            }
        }
    }
}
