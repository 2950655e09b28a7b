using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using GoNoGo.Testing;

namespace GoNoGo.Web.Tests.Nodes;

/// <summary>nginx before two servers, by the file that packaging/nginx has for operators.</summary>
internal sealed class NodesProxy : IAsyncDisposable
{
    public const string Missing = "nginx is not installed (scripts/test installs it where it can); GONOGO_NGINX names another one";

    private const string FirstPlace = "10.0.0.11:8080";
    private const string SecondPlace = "10.0.0.12:8080";
    private const string ListeningPlace = "listen 8000";

    private readonly TemporaryFolder folder = new();
    private readonly int port = FreePort();
    private Process? process;

    private NodesProxy()
    {
    }

    public static string? Program { get; } =
        new[] { Environment.GetEnvironmentVariable("GONOGO_NGINX"), "/usr/sbin/nginx", "/usr/bin/nginx" }.FirstOrDefault(File.Exists);

    public Uri Address => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));

    public static async Task<NodesProxy> StartAsync(Uri first, Uri second)
    {
        var proxy = new NodesProxy();
        proxy.Write(first, second);
        string[] arguments = ["-p", proxy.folder.Path, "-c", proxy.folder["nginx.conf"]];
        proxy.process = Process.Start(new ProcessStartInfo(Program!, arguments) { UseShellExecute = false }); // Asked before.
        await Eventually.HoldsAsync("nginx listened", proxy.ListensAsync, TestContext.Current.CancellationToken);
        return proxy;
    }

    /// <summary>Sends what comes from now on to these servers.</summary>
    public async Task PointAtAsync(Uri first, Uri second)
    {
        var workers = Workers();
        Write(first, second);
        using var reload = Process.Start("kill", ["-HUP", process!.Id.ToString(CultureInfo.InvariantCulture)]); // It was started.
        await Eventually.HoldsAsync(
            "nginx works by its new configuration",
            () => Workers().Except(workers).Any() && !Workers().Intersect(workers).Any(),
            TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            using var quit = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
            await process.WaitForExitAsync(CancellationToken.None);
            process.Dispose();
        }

        folder.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Write(Uri first, Uri second)
    {
        var shipped = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "nodes.conf"));
        Assert.All([FirstPlace, SecondPlace, ListeningPlace], place => Assert.Contains(place, shipped, StringComparison.Ordinal));
        File.WriteAllText(folder["nodes.conf"], shipped
            .Replace(FirstPlace, first.Authority, StringComparison.Ordinal)
            .Replace(SecondPlace, second.Authority, StringComparison.Ordinal)
            .Replace(ListeningPlace, $"listen {Address.Authority}", StringComparison.Ordinal));
        string[] kinds = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
        var files = string.Join('\n', kinds.Select(kind => $"{kind}_temp_path {folder[kind]};"));
        File.WriteAllText(folder["nginx.conf"], $$"""
            {{(Environment.IsPrivilegedProcess ? "user root;" : "")}}
            daemon off;
            worker_processes 1;
            pid {{folder["pid"]}};
            error_log {{folder["error.log"]}};
            events { worker_connections 512; }
            http {
                access_log off;
                {{files}}
                include {{folder["nodes.conf"]}};
            }
            """);
    }

    private HashSet<string> Workers()
    {
        var children = File.ReadAllText($"/proc/{process!.Id}/task/{process.Id}/children"); // It was started.
        return [.. children.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
    }

    private async Task<bool> ListensAsync()
    {
        Assert.False(process!.HasExited, "nginx has ended."); // It was started.
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
