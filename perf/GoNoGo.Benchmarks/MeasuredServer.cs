using System.Diagnostics;

namespace GoNoGo.Benchmarks;

/// <summary>The real server as a process of its own, on a folder that goes with it.</summary>
internal sealed class MeasuredServer : IAsyncDisposable
{
    private const string Greeting = "Now reading at ";
    private readonly string folder;
    private readonly Process process;

    private MeasuredServer(string folder, Process process) => (this.folder, this.process) = (folder, process);

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>Starts it and waits until it listens.</summary>
    /// <param name="options">What is said behind <c>gonogo serve</c>.</param>
    /// <param name="settings">Settings by the names of their variables.</param>
    public static async Task<MeasuredServer> StartAsync(IEnumerable<string> options, params IEnumerable<(string Name, string Value)> settings)
    {
        var folder = Directory.CreateTempSubdirectory("gonogo-measured-").FullName;
        var program = new ProcessStartInfo(
            Path.Combine(AppContext.BaseDirectory, "gonogo"), ["serve", "--data", folder, "--urls", "http://127.0.0.1:0", .. options])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in settings)
        {
            program.Environment[name] = value;
        }

        var process = Process.Start(program) ?? throw new InvalidOperationException("The server did not start.");
        process.ErrorDataReceived += static (_, _) => { }; // Read, so that it is never held up.
        process.BeginErrorReadLine();
        var server = new MeasuredServer(folder, process);
        server.Address = await server.FindAddressAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task<Uri> FindAddressAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(Greeting, StringComparison.Ordinal))
            {
                return new Uri(line[Greeting.Length..].Split(' ')[0]);
            }
        }

        throw new InvalidOperationException("The server has ended.");
    }
}
