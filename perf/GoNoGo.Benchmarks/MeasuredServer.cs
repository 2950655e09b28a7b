using System.Diagnostics;

namespace GoNoGo.Benchmarks;

/// <summary>The real server as a process of its own, on a folder that goes with it.</summary>
internal sealed class MeasuredServer : IAsyncDisposable
{
    private const string Greeting = "Now reading at ";

    // What scripts/release builds is compiled ahead of time, and starts in half the time of what was built with the benchmarks.
    private static readonly string Program =
        Environment.GetEnvironmentVariable("GONOGO_PERF_PROGRAM") ?? Path.Combine(AppContext.BaseDirectory, "gonogo");

    private readonly Process process;
    private readonly bool keepsData;

    private MeasuredServer(string dataPath, bool keepsData, Process process) =>
        (DataPath, this.keepsData, this.process) = (dataPath, keepsData, process);

    /// <summary>Its data folder.</summary>
    public string DataPath { get; }

    /// <summary>What it has used of all processors.</summary>
    public TimeSpan ProcessorTime => Refreshed.TotalProcessorTime;

    /// <summary>What it holds in memory, shared pages among it.</summary>
    public double ResidentMegabytes => Refreshed.WorkingSet64 / 1048576.0;

    /// <summary>The most that it has held.</summary>
    public double PeakMegabytes => Refreshed.PeakWorkingSet64 / 1048576.0;

    private Process Refreshed
    {
        get
        {
            process.Refresh();
            return process;
        }
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>Starts it and waits until it listens.</summary>
    /// <param name="options">What is said behind <c>gonogo serve</c>.</param>
    /// <param name="settings">Settings by the names of their variables.</param>
    public static Task<MeasuredServer> StartAsync(
        IEnumerable<string> options, params IEnumerable<(string Name, string Value)> settings) =>
        StartAsync(options, dataPath: null, settings);

    /// <summary>The same on a data folder that stays.</summary>
    /// <param name="options">What is said behind <c>gonogo serve</c>.</param>
    /// <param name="dataPath">The folder; null for one that goes with the server.</param>
    /// <param name="settings">Settings by the names of their variables.</param>
    public static async Task<MeasuredServer> StartAsync(
        IEnumerable<string> options, string? dataPath, params IEnumerable<(string Name, string Value)> settings)
    {
        var folder = dataPath ?? Directory.CreateTempSubdirectory("gonogo-measured-").FullName;
        var program = new ProcessStartInfo(
            Program, ["serve", "--data", folder, "--urls", "http://127.0.0.1:0", .. options])
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
        var server = new MeasuredServer(folder, dataPath is not null, process);
        server.Address = await server.FindAddressAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        if (!keepsData)
        {
            Directory.Delete(DataPath, recursive: true);
        }
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
