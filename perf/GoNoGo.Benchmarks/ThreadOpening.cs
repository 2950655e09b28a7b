using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace GoNoGo.Benchmarks;

/// <summary>
/// How long the first page of a thread of 10,000 comments takes to be made, beside one of 50, and every page behind it, each time after a
/// comment has changed, so that nothing is answered from memory; then how many a second are answered of both from memory:
/// <c>dotnet run -c Release --project perf/GoNoGo.Benchmarks -- thread-open</c>. Over HTTP, on SQLite.
/// </summary>
internal static partial class ThreadOpening
{
    public const string Command = "thread-open";

    private const int Few = 50;
    private const int Many = 10_000;
    private const int Runs = 20;
    private const int Rounds = 7;
    private const int Connections = 32;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(2);

    public static async Task RunAsync()
    {
        await using var server = await MeasuredServer.StartAsync([], ("GoNoGo__RateLimiting__ReadsPerWindow", "1000000000"));
        using var reader = new HttpClient { BaseAddress = server.Address };
        var slugs = await SlugsAsync(reader);
        await using var database = new SqliteConnection($"Data Source={Path.Combine(server.DataPath, "gonogo.db")}");
        await database.OpenAsync();
        foreach (var (slug, count) in slugs.Zip([Few, Many]))
        {
            await CommentAsync(reader, slug);
            var post = await FillAsync(database, count);
            await PrintAsync(reader, database, slug, post, count);
        }

        await WalkAsync(reader, slugs[1]);
        await CompareAsync(reader, slugs);
    }

    /// <summary>Two posts of the starter blog.</summary>
    private static async Task<string[]> SlugsAsync(HttpClient reader)
    {
        for (var tries = 0; ; tries++)
        {
            using var answer = await reader.GetAsync(new Uri("/api/v1/posts", UriKind.Relative));
            if (answer.IsSuccessStatusCode)
            {
                var posts = await answer.Content.ReadFromJsonAsync<JsonElement>();
                return [.. posts.GetProperty("items").EnumerateArray().Take(2).Select(post => post.GetProperty("slug").GetString()!)];
            }
            else if (tries > 300)
            {
                throw new InvalidOperationException("The blog did not appear.");
            }

            await Task.Delay(100);
        }
    }

    private static async Task CommentAsync(HttpClient reader, string slug)
    {
        using var sent = await reader.PostAsJsonAsync(
            new Uri($"/api/v1/posts/{slug}/comments", UriKind.Relative),
            new { content = "A thought of some length about what stands above. It goes on for a line or two.", gdpr_consent = true });
        sent.EnsureSuccessStatusCode();
    }

    /// <summary>The comment that waits, approved and as often as is wanted, a second apart; gives the id of its post.</summary>
    private static async Task<string> FillAsync(SqliteConnection database, int wanted)
    {
        await using var transaction = (SqliteTransaction)await database.BeginTransactionAsync();
        await using var fill = database.CreateCommand();
        fill.Transaction = transaction;
        fill.CommandText = """
            CREATE TEMP TABLE more AS SELECT * FROM comments WHERE moderation_status = 'Pending';
            UPDATE comments SET moderation_status = 'Approved', queue_key = NULL, sealed_words = NULL, content = 'A thought about it.';
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < $wanted)
            INSERT INTO comments SELECT
              substr(m.id, 1, 24) || printf('%012X', i), m.post_id, NULL, 1,
              lower(replace(substr(m.id, 1, 24) || printf('%012X', i), '-', '')),
              m.subject_id, m.author_name, 'Comment number ' || i || ', which goes on for a line.', m.created_at + i * 10000000, NULL,
              'Approved', NULL, m.created_at, m.flags, 0, m.gdpr_consent_timestamp, m.language, NULL, m.retention_until, 1, 1, NULL, NULL,
              0, 0, 0, NULL, NULL, m.verdicts, 0, NULL
            FROM n, more m;
            """;
        fill.Parameters.AddWithValue("$wanted", wanted);
        await fill.ExecuteNonQueryAsync();
        fill.CommandText = "SELECT post_id FROM more";
        var post = (string)(await fill.ExecuteScalarAsync())!; // The comment has just been sent.
        fill.CommandText = "DROP TABLE more";
        await fill.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
        return post;
    }

    private static async Task PrintAsync(HttpClient reader, SqliteConnection database, string slug, string post, int count)
    {
        var times = new List<double>(Runs);
        for (var run = -3; run < Runs; run++)
        {
            var mark = $"Changed {count} {run}.";
            await ChangeAsync(database, post, mark);
            var shown = TimeSpan.Zero;
            string page;
            do
            {
                var begun = Stopwatch.GetTimestamp();
                page = await reader.GetStringAsync(new Uri($"/posts/{slug}/", UriKind.Relative));
                shown = Stopwatch.GetElapsedTime(begun);
            }
            while (!page.Contains(mark, StringComparison.Ordinal)); // The one that shows it is the one that was made anew.

            if (run >= 0)
            {
                times.Add(shown.TotalMilliseconds);
            }
        }

        times.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"first page of {count,6} comments: median {times[Runs / 2]:0.0} ms, slowest of {Runs} {times[^1]:0.0} ms"));
    }

    private static async Task ChangeAsync(SqliteConnection database, string post, string text)
    {
        await using var change = database.CreateCommand();
        change.CommandText =
            "UPDATE comments SET content = $text WHERE thread_key = (SELECT min(thread_key) FROM comments WHERE post_id = $post)";
        change.Parameters.AddWithValue("$text", text);
        change.Parameters.AddWithValue("$post", post);
        await change.ExecuteNonQueryAsync();
    }

    private static async Task WalkAsync(HttpClient reader, string slug)
    {
        var (times, seen) = (new List<double>(), new HashSet<string>(StringComparer.Ordinal));
        var address = $"/posts/{slug}/";
        while (address is not null)
        {
            var begun = Stopwatch.GetTimestamp();
            var page = await reader.GetStringAsync(new Uri(address, UriKind.Relative));
            times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            seen.UnionWith(Comment().Matches(page).Select(match => match.Value));
            address = Next().Match(page) is { Success: true } next ? $"/posts/{slug}/?after={next.Groups["after"].Value}" : null;
        }

        times.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"every page: {times.Count} with {seen.Count} comments, median {times[times.Count / 2]:0.0} ms, slowest {times[^1]:0.0} ms"));
    }

    /// <summary>By turns, so that what else the machine does meets both.</summary>
    private static async Task CompareAsync(HttpClient reader, string[] slugs)
    {
        var rates = slugs.Select(_ => new List<double>(Rounds)).ToArray();
        for (var round = -1; round < Rounds; round++)
        {
            for (var thread = 0; thread < slugs.Length; thread++)
            {
                var rate = await RateAsync(reader, slugs[thread]);
                if (round >= 0)
                {
                    rates[thread].Add(rate); // The first round warms up.
                }
            }
        }

        var (few, many) = (Median(rates[0]), Median(rates[1]));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"from memory, {Connections} connections: {few:0}/s of {Few} comments, {many:0}/s of {Many}, {many / few:0.00} of it"));
    }

    private static async Task<double> RateAsync(HttpClient reader, string slug)
    {
        var (begun, answered) = (Stopwatch.GetTimestamp(), 0);
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(async _ =>
        {
            while (Stopwatch.GetElapsedTime(begun) < Round)
            {
                await reader.GetByteArrayAsync(new Uri($"/posts/{slug}/", UriKind.Relative));
                Interlocked.Increment(ref answered);
            }
        }));
        return answered / Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    [GeneratedRegex("id=\"comment-[0-9a-f-]{36}\"", RegexOptions.None, 1000)]
    private static partial Regex Comment();

    [GeneratedRegex("\\?after=(?<after>[0-9a-f-]{36})#comments\" rel=\"next\"", RegexOptions.None, 1000)]
    private static partial Regex Next();
}
