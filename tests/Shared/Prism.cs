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

    // The kernel may give a free port to somebody else before Prism has it.
    private static async Task<Prism> StartAsync(string[] arguments) =>
        await TryStartAsync(arguments) ?? await TryStartAsync(arguments) ?? await TryStartAsync(arguments)
        ?? throw new InvalidOperationException("Prism has ended three times.");

    private static async Task<Prism?> TryStartAsync(string[] arguments)
    {
        var port = FreePort().ToString(CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo(Program!, [.. arguments, "--errors", "-h", "127.0.0.1", "-p", port]) // Asked before.
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException("Prism did not start.");
        var test = TestContext.Current;
        var isListening = false;
        process.OutputDataReceived += (_, line) =>
        {
            isListening |= line.Data?.Contains("Prism is listening", StringComparison.Ordinal) is true;
            Tell(test, line.Data);
        };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await Eventually.HoldsAsync(
            "Prism listened",
            () => Task.FromResult(Volatile.Read(ref isListening) || process.HasExited),
            TestContext.Current.CancellationToken);
        return process.HasExited ? null : new Prism(process, new Uri($"http://127.0.0.1:{port}"));
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
