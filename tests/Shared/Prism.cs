using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace GoNoGo.Testing;

/// <summary>
/// Prism (npm's @stoplight/prism-cli), which holds requests and answers against a published description: before a stand-in, or in place of
/// one with the examples of the description. What breaks the description becomes an error answer.
/// </summary>
internal sealed class Prism : IAsyncDisposable
{
    public const string Missing = "Prism is not installed: GONOGO_PRISM names the program (scripts/test installs it where there is npm)";

    private readonly Process process;

    private Prism(Process process, Uri address) => (this.process, Address) = (process, address);

    public static bool IsMissing => Program is null;

    public Uri Address { get; }

    private static string? Program => Environment.GetEnvironmentVariable("GONOGO_PRISM") is { Length: > 0 } path ? path : null;

    /// <summary>Stands before another server.</summary>
    public static Task<Prism> BeforeAsync(Specification specification, Uri server) =>
        StartAsync(["proxy", specification.Path, server.ToString().TrimEnd('/')]);

    /// <summary>Answers with the examples of the description.</summary>
    public static Task<Prism> AnsweringAsync(Specification specification) => StartAsync(["mock", specification.Path]);

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static async Task<Prism> StartAsync(string[] arguments)
    {
        var port = FreePort().ToString(CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo(Program!, [.. arguments, "--errors", "-h", "127.0.0.1", "-p", port]) // Asked before.
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException("Prism did not start.");
        var helper = TestContext.Current;
        process.OutputDataReceived += (_, line) => Tell(helper, line.Data);
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var address = new Uri($"http://127.0.0.1:{port}");
        using var client = new HttpClient();
        await Eventually.HoldsAsync(
            "Prism listened",
            async () =>
            {
                Assert.False(process.HasExited, "Prism has ended.");
                try
                {
                    using var answer = await client.GetAsync(new Uri(address, "/nothing-here"), TestContext.Current.CancellationToken);
                    return true;
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            },
            TestContext.Current.CancellationToken);
        return new Prism(process, address);
    }

    /// <summary>What broke the description, for whoever reads why a test failed.</summary>
    private static void Tell(ITestContext test, string? line)
    {
        if (line is not null && (line.Contains("error", StringComparison.Ordinal) || line.Contains("Violation", StringComparison.Ordinal)))
        {
            test.SendDiagnosticMessage(line);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
