using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using GoNoGo.Tests.Support;

namespace GoNoGo.Tests.Mail;

/// <summary>A real mail server in a process of its own (aiosmtpd, of Debian), which reads what it gets with another library.</summary>
internal sealed class RealRelay : IAsyncDisposable
{
    public const string Missing = "The mail server is not installed: apt-get install python3-aiosmtpd (scripts/test does, as root)";

    private const string Python = "/usr/bin/python3";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly Process process;
    private Task reading = Task.CompletedTask;

    private RealRelay(Process process, int port) => (this.process, Port) = (process, port);

    public static bool IsMissing { get; } = !IsInstalled() && !Databases.IsContinuousIntegration;

    public int Port { get; }

    public ConcurrentQueue<KeptMail> Kept { get; } = [];

    public static async Task<RealRelay> StartAsync(TestAuthority authority)
    {
        var (certificate, key) = authority.Write();
        var start = new ProcessStartInfo(Python, [Path.Combine(AppContext.BaseDirectory, "Mail", "smtp_server.py"), certificate, key])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException("The mail server did not start.");
        var first = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        var relay = new RealRelay(process, JsonDocument.Parse(first ?? "{}").RootElement.GetProperty("port").GetInt32());
        relay.reading = relay.ReadAsync();
        return relay;
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await reading;
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static bool IsInstalled()
    {
        if (!File.Exists(Python))
        {
            return false;
        }

        var start = new ProcessStartInfo(Python, ["-c", "import aiosmtpd"]) { UseShellExecute = false, RedirectStandardError = true };
        using var look = Process.Start(start) ?? throw new InvalidOperationException("Python did not start.");
        look.WaitForExit();
        return look.ExitCode == 0;
    }

    private async Task ReadAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (JsonSerializer.Deserialize<KeptMail>(line, Json) is { } mail)
            {
                Kept.Enqueue(mail);
            }
        }
    }
}

/// <summary>A mail as the server and its library have it.</summary>
internal sealed record KeptMail(
    string Sender,
    IReadOnlyList<string> Recipients,
    string Type,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Headers,
    IReadOnlyList<string> Defects,
    IReadOnlyList<KeptPart> Parts)
{
    public string Header(string name) =>
        Assert.Single(Headers.Single(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value);

    public bool Has(string name) => Headers.Keys.Contains(name, StringComparer.OrdinalIgnoreCase);
}

/// <summary>A part of a mail.</summary>
internal sealed record KeptPart(string Type, string Text);
