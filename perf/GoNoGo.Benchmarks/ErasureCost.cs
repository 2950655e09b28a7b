using System.Diagnostics;
using System.Globalization;
using GoNoGo.Comments;
using GoNoGo.Gdpr.Erasure;
using GoNoGo.Gdpr.Retention;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using GoNoGo.Web.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Benchmarks;

/// <summary>
/// Erases people among a million comments, and sweeps a hundred thousand due rows while somebody writes all the time: how long an erasure
/// takes, how long the longest unit of work of the sweep took, and how long the longest write had to wait.
/// </summary>
internal static class ErasureCost
{
    public const string Command = "erasure";

    private const int Comments = 1_000_000;
    private const int DueRows = 100_000;
    private const int DueComments = 5_000;
    private const int Erased = 20;

    public static async Task RunAsync(string? postgres)
    {
        await MeasureAsync(DatabaseProvider.Sqlite, null);
        if (postgres is not null)
        {
            await MeasureAsync(DatabaseProvider.Postgres, postgres);
        }
    }

    private static async Task MeasureAsync(DatabaseProvider provider, string? connectionString)
    {
        await using var modules = await MeasuredModules.OpenAsync(provider, connectionString);
        var subjects = new List<SubjectId>();
        for (var i = 0; i < Erased; i++)
        {
            subjects.Add(await SendAsync(modules, $"person{i}@example.org"));
        }

        await FillAsync(modules, provider);
        await EraseAsync(modules, provider, subjects);
        await SweepAsync(modules, provider);
    }

    private static async Task<SubjectId> SendAsync(MeasuredModules modules, string email) => await modules.InScopeAsync(async scope =>
    {
        var sent = await scope.GetRequiredService<CommentService>().CreateAsync(
            new NewComment
            {
                PostId = MeasuredModules.Post,
                Form = "api",
                Content = "A thought.",
                AuthorEmail = email,
                NotifyReplies = true,
                GdprConsent = true,
            },
            CancellationToken.None);
        var owner = await scope.GetRequiredService<ISubjectComments>().OwnerAsync(sent.Value!.Id, CancellationToken.None);
        return owner!.Value; // Just written.
    });

    /// <summary>Copies of one row by SQL: what is measured is not their writing.</summary>
    private static async Task FillAsync(MeasuredModules modules, DatabaseProvider provider)
    {
        var columns = await modules.InScopeAsync(scope => Task.FromResult(scope.GetRequiredService<DataContext>().Model
            .FindEntityType(typeof(Comment))!.GetProperties().Select(property => property.GetColumnName()).ToList()));
        var random = provider is DatabaseProvider.Sqlite
            ? "upper(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-7' || substr(hex(randomblob(2)), 2) || '-8' "
                + "|| substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))"
            : "gen_random_uuid()";
        var text = provider is DatabaseProvider.Sqlite ? "lower(hex(randomblob(16)))" : "md5(random()::text)";
        var values = columns.Select(column => column switch
        {
            "id" or "subject_id" => random,
            "thread_key" => text,
            "network_tag" => $"CASE WHEN n <= {DueRows} THEN '20200101:x' END",
            "network_tag_until" => $"CASE WHEN n <= {DueRows} THEN 1 END",
            "retention_until" => $"CASE WHEN n > {Comments - DueComments} THEN 1 ELSE \"{column}\" END",
            _ => $"\"{column}\"",
        });
        var numbers = "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < " + Comments + ")";
        var names = string.Join(", ", columns.Select(column => $"\"{column}\""));
        var statement = $"{numbers} INSERT INTO comments ({names}) SELECT {string.Join(", ", values)} "
            + "FROM numbers, (SELECT * FROM comments LIMIT 1) AS one";
        await modules.InScopeAsync(async scope =>
        {
            var data = scope.GetRequiredService<DataContext>();
            data.Database.SetCommandTimeout(TimeSpan.FromMinutes(30));
            await data.Database.ExecuteSqlRawAsync(statement);

            // The log of filling it is no cost of the first erasure.
            return await scope.GetRequiredService<IDatabaseDialect>().ForgetAsync(data, CancellationToken.None);
        });
    }

    private static async Task EraseAsync(MeasuredModules modules, DatabaseProvider provider, List<SubjectId> subjects)
    {
        var erasures = modules.Services.GetRequiredService<Erasures>();
        var times = new List<double>();
        foreach (var subject in subjects)
        {
            var begun = Stopwatch.GetTimestamp();
            var erased = await erasures.EraseAsync(ErasureKind.Subject, subject.Value, AuditActor.Operator, CancellationToken.None);
            times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            if (erased.Value?.Removed.GetValueOrDefault("comments") != 1)
            {
                throw new InvalidOperationException("The erasure has not erased.");
            }
        }

        times.Sort();
        Say($"{provider}: erasing one of {Comments} comments' people: median {times[times.Count / 2]:0} ms, longest {times[^1]:0} ms");
    }

    /// <summary>What writers wait alone, and beside a sweep: the difference is what the sweep holds the lock for.</summary>
    private static async Task SweepAsync(MeasuredModules modules, DatabaseProvider provider)
    {
        using var alone = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        Say($"{provider}, no sweep: {Told(await WriteAsync(modules, alone.Token))}");
        using var ended = new CancellationTokenSource();

        // A thread of its own: SQLite answers at once, so that nothing within the loop would ever let go of this one.
        var writing = Task.Run(() => WriteAsync(modules, ended.Token));
        using var sweep = new Activity("sweep").Start();
        using var units = new UnitTimes(sweep.TraceId);
        var removed = await modules.Services.GetRequiredService<RetentionSweep>().SweepAsync(CancellationToken.None);
        sweep.Stop();
        await ended.CancelAsync();
        var taken = sweep.Duration.TotalSeconds;
        Say($"{provider}, a sweep of {removed["network_tags"]} tags and {removed["comments"]} comments in {taken:0.0} s:");
        Say($"  its longest unit, the wait for its turn and the commit included: {units.Longest.TotalMilliseconds:0} ms");
        Say($"  {Told(await writing)}");
    }

    private static async Task<List<double>> WriteAsync(MeasuredModules modules, CancellationToken ended)
    {
        var waits = new List<double>();
        while (!ended.IsCancellationRequested)
        {
            var begun = Stopwatch.GetTimestamp();
            await SendAsync(modules, $"writer{Guid.NewGuid():N}@example.org");
            waits.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }

        return waits;
    }

    private static string Told(List<double> waits)
    {
        waits.Sort();
        var (median, most) = (waits[waits.Count / 2], waits[waits.Count * 99 / 100]);
        return string.Create(
            CultureInfo.InvariantCulture, $"{waits.Count} writes, median {median:0.0} ms, 99 % {most:0.0} ms, longest {waits[^1]:0} ms");
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    /// <summary>How long the units of work of one trace take.</summary>
    private sealed class UnitTimes : IDisposable
    {
        private readonly ActivityListener listener;
        private long longest;

        public UnitTimes(ActivityTraceId trace)
        {
            listener = new ActivityListener
            {
                ShouldListenTo = source => source.Name == "GoNoGo.Data",
                Sample = (ref _) => ActivitySamplingResult.AllData,
                ActivityStopped = unit => Note(unit, trace),
            };
            ActivitySource.AddActivityListener(listener);
        }

        public TimeSpan Longest => new(Volatile.Read(ref longest));

        public void Dispose() => listener.Dispose();

        private void Note(Activity unit, ActivityTraceId trace)
        {
            if (unit.TraceId == trace && unit.Duration.Ticks > longest)
            {
                Volatile.Write(ref longest, unit.Duration.Ticks); // The units of a sweep come one after the other.
            }
        }
    }
}
