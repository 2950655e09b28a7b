using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace GoNoGo.Benchmarks;

/// <summary>
/// An hour of a blog: 95 of 100 requests read, 4 ask whether something has changed, 1 sends a comment, which nobody approves, and every
/// minute a push changes a post: <c>dotnet run -c Release --project perf/GoNoGo.Benchmarks -- mixed-load [MINUTES [REQUESTS-A-SECOND]]</c>.
/// Says after each minute what the server holds in memory, what was answered, every answer that was none, and how many pages were older
/// than a second. GONOGO_PERF_PROGRAM names another program than the one built with this.
/// </summary>
internal static class MixedLoad
{
    public const string Command = "mixed-load";

    private const int Posts = 100;
    private const int AtOnce = 64;
    private const int Networks = 10_000;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(2);

    public static async Task RunAsync(string[] arguments)
    {
        var minutes = arguments is [var first, ..] ? int.Parse(first, CultureInfo.InvariantCulture) : 60;
        var rate = arguments is [_, var second, ..] ? int.Parse(second, CultureInfo.InvariantCulture) : 200;
        var folder = Directory.CreateTempSubdirectory("gonogo-mixed-").FullName;
        try
        {
            using var blog = new ChangingBlog(Path.Combine(folder, "content"), Posts);
            await using var server = await MeasuredServer.StartAsync(
                ["--content", blog.Path],
                Path.Combine(folder, "data"),
                ("GoNoGo__Proxy__Networks__0", "127.0.0.1/32"),
                ("GoNoGo__RateLimiting__ReadsPerWindow", "1000000000"),
                ("GoNoGo__RateLimiting__CommentsPerWindow", "1000000000"));
            using var visitors = new Visitors(server.Address, blog);
            await visitors.WaitForPagesAsync();
            for (var minute = 1; minute <= minutes; minute++)
            {
                var pushed = PushAsync(blog, minute);
                var unsent = await PassMinuteAsync(visitors, rate);
                await pushed;
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"minute {minute}: {visitors}; {unsent} due and not sent"));
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {server.ResidentMegabytes:0} MB resident, {server.ProcessorTime.TotalSeconds:0} s of processor so far"));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task PushAsync(ChangingBlog blog, int number)
    {
        await Task.Delay(TimeSpan.FromSeconds(30)); // In the midst of what is asked for.
        blog.Push(number);
    }

    /// <summary>Sends what is due at every tick, whether what went before was answered or not; no more than the bound wait.</summary>
    /// <returns>How many were due in the minute and found no room in it.</returns>
    private static async Task<int> PassMinuteAsync(Visitors visitors, int rate)
    {
        using var room = new SemaphoreSlim(AtOnce);
        using var timer = new PeriodicTimer(Tick);
        var begun = Stopwatch.GetTimestamp();
        var sent = 0;
        while (Stopwatch.GetElapsedTime(begun) is var passed && passed < Minute)
        {
            for (; sent < passed.TotalSeconds * rate; sent++)
            {
                await room.WaitAsync();
                var due = begun + (long)((double)sent / rate * Stopwatch.Frequency);
                _ = visitors.SendAsync(due).ContinueWith(
                    _ => room.Release(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }

            await timer.WaitForNextTickAsync();
        }

        for (var waiting = 0; waiting < AtOnce; waiting++)
        {
            await room.WaitAsync();
        }

        return Math.Max(0, (int)(Minute.TotalSeconds * rate) - sent - (int)(Tick.TotalSeconds * rate)); // The last tick's come no more.
    }

    /// <summary>Who reads and writes, and what they met with.</summary>
    private sealed class Visitors : IDisposable
    {
        private readonly ChangingBlog blog;
        private readonly HttpClient client;
        private readonly ConcurrentDictionary<int, (EntityTagHeaderValue Tag, string Page)> known = new();
        private readonly ConcurrentDictionary<string, int> failures = new(StringComparer.Ordinal);
        private readonly Times readTimes = new();
        private readonly Times writeTimes = new();
        private int sent;
        private int read;
        private int unchanged;
        private int written;
        private int stale;

        public Visitors(Uri address, ChangingBlog blog)
        {
            this.blog = blog;
            client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = address };
        }

        public async Task WaitForPagesAsync()
        {
            while (await StatusAsync(blog.Posts - 1) != HttpStatusCode.OK)
            {
                await Task.Delay(Tick);
            }
        }

        /// <summary>Sends the next one, and counts what comes of it; how long it takes counts from when it was due.</summary>
        public async Task SendAsync(long due)
        {
            var number = Interlocked.Increment(ref sent);
            var post = Scattered(number) % blog.Posts;
            try
            {
                await (number % 100 is 0 ? WriteAsync(post, number, due) : ReadAsync(post, number, due, isConditional: number % 25 is 1));
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                Fail(exception.GetBaseException().Message); // Whatever it was: no answer.
            }
        }

        public void Dispose() => client.Dispose();

        /// <summary>What they met with so far; how long the answers since the last time took.</summary>
        public override string ToString()
        {
            var failed = string.Join(", ", failures.Select(failure => $"{failure.Value} {failure.Key}"));
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{sent} sent, {read} read, {unchanged} unchanged, {written} written, {stale} stale, failed: [{failed}]; "
                + $"reads {readTimes.Tell()}; writes {writeTimes.Tell()}");
        }

        private async Task<HttpStatusCode> StatusAsync(int post)
        {
            using var answer = await client.GetAsync(PageOf(post));
            return answer.StatusCode;
        }

        private static Uri PageOf(int post) => new($"/posts/post-{post}/", UriKind.Relative);

        private static Uri CommentsOf(int post) => new($"/api/v1/posts/post-{post}/comments", UriKind.Relative);

        private async Task ReadAsync(int post, int number, long due, bool isConditional)
        {
            using var request = From(number, new HttpRequestMessage(HttpMethod.Get, PageOf(post)));
            var before = isConditional ? known.GetValueOrDefault(post) : default;
            if (before.Tag is { } tag)
            {
                request.Headers.IfNoneMatch.Add(tag);
            }

            var asked = Stopwatch.GetTimestamp();
            using var answer = await client.SendAsync(request);
            var page = answer.StatusCode is HttpStatusCode.NotModified ? before.Page : await answer.Content.ReadAsStringAsync();
            if (answer.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.NotModified))
            {
                Fail($"{(int)answer.StatusCode}");
                return;
            }

            Interlocked.Increment(ref answer.StatusCode is HttpStatusCode.OK ? ref read : ref unchanged);
            Interlocked.Add(ref stale, blog.IsFresh(post, page, asked) ? 0 : 1);
            known[post] = (answer.Headers.ETag!, page); // Every page has one.
            readTimes.Note(due);
        }

        private async Task WriteAsync(int post, int number, long due)
        {
            var comment = new { content = $"Comment {number}, of some length.", author_name = "Visitor", gdpr_consent = true };
            using var request = From(number, new HttpRequestMessage(HttpMethod.Post, CommentsOf(post)));
            request.Content = JsonContent.Create(comment);
            using var answer = await client.SendAsync(request);
            if (answer.StatusCode is HttpStatusCode.Created)
            {
                Interlocked.Increment(ref written);
                writeTimes.Note(due);
            }
            else
            {
                Fail($"{(int)answer.StatusCode} to a comment");
            }
        }

        private static HttpRequestMessage From(int number, HttpRequestMessage request)
        {
            var network = Scattered(number + 1) % Networks;
            request.Headers.TryAddWithoutValidation("X-Forwarded-For", $"10.{network / 250}.{network % 250}.7");
            return request;
        }

        // In no order that anybody would notice, the same in every run.
        private static int Scattered(int number) => (int)(((ulong)number * 0x9E3779B97F4A7C15) >> 33);

        private void Fail(string what) => failures.AddOrUpdate(what, 1, (_, count) => count + 1);
    }

    /// <summary>How long answers took, in milliseconds.</summary>
    private sealed class Times
    {
        private readonly ConcurrentQueue<double> all = new();

        public void Note(long due) => all.Enqueue(Stopwatch.GetElapsedTime(due).TotalMilliseconds);

        /// <summary>Those since the last time.</summary>
        public string Tell()
        {
            var taken = new List<double>();
            while (all.TryDequeue(out var time))
            {
                taken.Add(time);
            }

            taken.Sort();
            return taken.Count == 0 ? "none" : string.Create(
                CultureInfo.InvariantCulture,
                $"p50 {taken[taken.Count / 2]:0.0} ms, p99 {taken[taken.Count * 99 / 100]:0.0} ms, longest {taken[^1]:0} ms");
        }
    }
}
