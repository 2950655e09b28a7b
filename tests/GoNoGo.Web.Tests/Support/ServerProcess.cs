using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace GoNoGo.Testing;

/// <summary>The real program as a process of its own: to kill it, and to run commands beside it.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private const int SigTerm = 15;
    private const string Greeting = "Now reading at ";

    private readonly Process process;
    private readonly ConcurrentQueue<string> output = new();
    private readonly ConcurrentQueue<string> errors = new();
    private HttpClient? reader;

    private ServerProcess(IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment, string? path = null)
    {
        var program = new ProcessStartInfo(path ?? Program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        // Everybody in a test comes from one address; what limits do is for their own tests.
        foreach (var limit in new[] { "Comments", "SignIns", "MailedLinks", "Reads" })
        {
            program.Environment[$"GoNoGo__RateLimiting__{limit}PerWindow"] = "100000000";
        }

        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            program.Environment[name] = value;
        }

        process = new Process { StartInfo = program };
        process.OutputDataReceived += (_, line) => Keep(output, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(errors, line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>
    /// The program that is started where no other is named: what <c>GONOGO_PROGRAM</c> names, as scripts/test does with the one that is
    /// compiled ahead of time and starts in half the time; else the one beside the tests.
    /// </summary>
    public static string Program { get; } =
        Environment.GetEnvironmentVariable("GONOGO_PROGRAM") ?? Path.Combine(AppContext.BaseDirectory, "gonogo");

    /// <summary>The number that the system gave it.</summary>
    public int Id => process.Id;

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => process.HasExited;

    /// <summary>What it wrote to standard output so far.</summary>
    public string Output => string.Join('\n', output);

    /// <summary>What it wrote to standard error so far.</summary>
    public string Errors => string.Join('\n', errors);

    /// <summary>A reader of the running server; follows no redirect.</summary>
    public HttpClient Reader =>
        reader ??= new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };

    private Uri Address => new(output.First(line => line.StartsWith(Greeting, StringComparison.Ordinal))[Greeting.Length..].Split(' ')[0]);

    /// <summary>Starts <c>gonogo serve</c> on a port from the kernel and waits until a path answers 200.</summary>
    /// <param name="dataPath">Its data folder.</param>
    /// <param name="arguments">More options.</param>
    /// <param name="environment">Variables laid over this process's own.</param>
    /// <param name="readyPath">What to wait for.</param>
    /// <param name="program">Another build of it; null for the one beside the tests.</param>
    public static async Task<ServerProcess> ServeAsync(
        string dataPath,
        IEnumerable<string>? arguments = null,
        IReadOnlyDictionary<string, string?>? environment = null,
        string readyPath = "/health/ready",
        string? program = null)
    {
        var server = Start(dataPath, arguments, environment, program);
        try
        {
            await Eventually.HoldsAsync(
                $"{readyPath} answered 200", () => server.LivesAndAnswersAsync(readyPath), TestContext.Current.CancellationToken);
            return server;
        }
        catch
        {
            TestContext.Current.TestOutputHelper?.WriteLine(server.Errors);
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts <c>gonogo serve</c> on a port from the kernel without waiting for it, for one that may not live to serve.</summary>
    public static ServerProcess Start(
        string dataPath, IEnumerable<string>? arguments, IReadOnlyDictionary<string, string?>? environment, string? program)
    {
        string[] all = ["serve", "--data", dataPath, "--urls", "http://127.0.0.1:0", .. arguments ?? []];
        return new ServerProcess(all, environment, program);
    }

    /// <summary>Starts a command, to be killed.</summary>
    public static ServerProcess StartCommand(IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment) =>
        new(arguments, environment);

    /// <summary>Runs a command to its end.</summary>
    /// <returns>Exit code, standard output and standard error.</returns>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(
        IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null, string? program = null)
    {
        await using var command = new ServerProcess(arguments, environment, program);
        await command.process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (command.process.ExitCode, command.Output, command.Errors);
    }

    /// <summary>Waits until it is ready for requests or has ended.</summary>
    /// <returns>Whether it is ready.</returns>
    public async Task<bool> BecomesReadyAsync()
    {
        var isReady = false;
        await Eventually.HoldsAsync(
            "the server was ready or ended",
            async () =>
            {
                try
                {
                    return process.HasExited || (isReady = HasGreeted && await AnswersAsync("/health/ready"));
                }
                catch (Exception exception) when (exception is HttpRequestException or IOException)
                {
                    return await EndsAsync();
                }
            },
            TestContext.Current.CancellationToken);
        return isReady;
    }

    /// <summary>Waits until one of several paths answers 200.</summary>
    public Task AppearsAsync(params string[] paths) => Eventually.HoldsAsync(
        $"{string.Join(" or ", paths)} appeared",
        async () => (await Task.WhenAll(paths.Select(LivesAndAnswersAsync))).Any(answers => answers),
        TestContext.Current.CancellationToken);

    /// <summary>Ends it as a power failure would.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Waits until it has ended by itself.</summary>
    /// <returns>Its exit code; 128 and the signal's number where a signal ended it.</returns>
    public async Task<int> ExitAsync()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await process.WaitForExitAsync(cancellationToken).WaitAsync(Eventually.Patience, cancellationToken);
        return process.ExitCode;
    }

    /// <summary>Waits for the end of one whose connections break: it is gone or going.</summary>
    /// <returns>True.</returns>
    public async Task<bool> EndsAsync()
    {
        await ExitAsync();
        return true;
    }

    /// <summary>Asks it to stop, as an orchestrator does.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> TerminateAsync()
    {
        using var kill = Process.Start("kill", [$"-{SigTerm}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        reader?.Dispose();
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }

        process.Dispose();
    }

    private bool HasGreeted => output.Any(line => line.StartsWith(Greeting, StringComparison.Ordinal));

    private async Task<bool> LivesAndAnswersAsync(string path)
    {
        Assert.False(process.HasExited, $"The server has ended: {Errors}");
        return HasGreeted && await AnswersAsync(path);
    }

    private async Task<bool> AnswersAsync(string path)
    {
        using var response = await Reader.GetAsync(path, TestContext.Current.CancellationToken);
        return response.IsSuccessStatusCode;
    }

    private static void Keep(ConcurrentQueue<string> lines, string? line)
    {
        if (line is not null)
        {
            lines.Enqueue(line);
        }
    }
}
