using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace GoNoGo.Benchmarks;

/// <summary>
/// How long a hosting service waits for the answer to a push while the pushes before are being read:
/// <c>dotnet run -c Release --project perf/GoNoGo.Benchmarks -- webhook-answers</c>. A blog of 1,000 posts, of which one changes again and
/// again; each push is signed and has an id of its own.
/// </summary>
internal static class WebhookAnswers
{
    public const string Command = "webhook-answers";

    private const int Posts = 1_000;
    private const int Pushes = 2_000;
    private const int WarmUp = 200;
    private const int Senders = 4;

    public static async Task RunAsync()
    {
        var content = Directory.CreateTempSubdirectory("gonogo-pushed-").FullName;
        try
        {
            await WriteAsync(content);
            await using var server = await MeasuredServer.StartAsync(["--content", content], SignedPush.Settings);
            using var service = new HttpClient { BaseAddress = server.Address };
            await ReadyAsync(service);
            await PushAsync(service, "warm", WarmUp);
            using var ended = new CancellationTokenSource();
            var changing = ChangeAsync(content, ended.Token);
            var times = await PushAsync(service, "measured", Pushes);
            await ended.CancelAsync();
            var commits = await changing;
            Array.Sort(times);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{Pushes} pushes over {Senders} connections, {commits} commits meanwhile: p50 {At(times, 50):0.0} ms, "
                + $"p99 {At(times, 99):0.0} ms, longest {times[^1]:0.0} ms"));
        }
        finally
        {
            Directory.Delete(content, recursive: true);
        }
    }

    private static double At(double[] sorted, int percent) => sorted[sorted.Length * percent / 100];

    private static async Task WriteAsync(string content)
    {
        var posts = Directory.CreateDirectory(Path.Combine(content, "content", "posts")).FullName;
        for (var number = 0; number < Posts; number++)
        {
            await WritePostAsync(posts, number, "A post like others.");
        }

        await GitAsync(content, "init", "-q", "-b", "main");
        await CommitAsync(content);
    }

    private static Task WritePostAsync(string posts, int number, string text) => File.WriteAllTextAsync(
        Path.Combine(posts, $"post-{number}.md"), $"---\ntitle: Post {number}\ndate: 2026-01-01\n---\n\n{text}\n");

    /// <summary>Changes one post again and again, and answers how often.</summary>
    private static async Task<int> ChangeAsync(string content, CancellationToken ended)
    {
        var commits = 0;
        while (!ended.IsCancellationRequested)
        {
            await WritePostAsync(Path.Combine(content, "content", "posts"), 0, $"Changed for the {commits++}. time.");
            await CommitAsync(content);
        }

        return commits;
    }

    private static async Task CommitAsync(string content)
    {
        await GitAsync(content, "add", "-A");
        await GitAsync(content, "-c", "user.name=bench", "-c", "user.email=bench@example.org", "commit", "-q", "-m", "A push");
    }

    private static async Task GitAsync(string folder, params IEnumerable<string> arguments)
    {
        using var git = Process.Start("git", ["-C", folder, .. arguments]);
        await git.WaitForExitAsync();
    }

    private static async Task ReadyAsync(HttpClient service)
    {
        HttpStatusCode status;
        do
        {
            using var answer = await service.GetAsync(new Uri("/health/ready", UriKind.Relative));
            status = answer.StatusCode;
        }
        while (status != HttpStatusCode.OK);
    }

    /// <summary>How long each push waited for its answer, in milliseconds.</summary>
    private static async Task<double[]> PushAsync(HttpClient service, string name, int count)
    {
        var times = new double[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = Senders }, async (number, ended) =>
        {
            using var push = SignedPush.Request($"{name}-{number}");
            var started = Stopwatch.GetTimestamp();
            using var answer = await service.SendAsync(push, ended);
            times[number] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            if (answer.StatusCode != HttpStatusCode.Accepted)
            {
                throw new InvalidOperationException($"A push was answered with {(int)answer.StatusCode}.");
            }
        });
        return times;
    }
}
