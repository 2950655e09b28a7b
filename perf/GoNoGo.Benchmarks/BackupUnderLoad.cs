using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using GoNoGo.Comments;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Audit.Sealing;
using GoNoGo.Platform.Audit.Verification;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Backup;
using GoNoGo.Web.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GoNoGo.Benchmarks;

/// <summary>
/// Takes a backup of many comments while many write: how long writers wait without it and beside it, and whether what is restored from it
/// is of one moment and verifies. Arguments: how many comments (1,000,000) and how many writers (100).
/// </summary>
internal static class BackupUnderLoad
{
    public const string Command = "backup";

    private const int AllComments = 1_000_000;
    private const int AllWriters = 100;

    private static readonly TimeSpan Alone = TimeSpan.FromSeconds(20);

    public static async Task RunAsync(string[] arguments, string? postgres)
    {
        var comments = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : AllComments;
        var writers = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : AllWriters;
        await MeasureAsync(DatabaseProvider.Sqlite, null, comments, writers);
        if (postgres is not null)
        {
            await MeasureAsync(DatabaseProvider.Postgres, postgres, comments, writers);
        }
    }

    private static async Task MeasureAsync(DatabaseProvider provider, string? connectionString, int comments, int writers)
    {
        var folder = Directory.CreateTempSubdirectory("gonogo-backup-").FullName;
        var settings = new Dictionary<string, string?>
        {
            ["GoNoGo:Backup:Path"] = Path.Combine(folder, "copies"),
            ["GoNoGo:Backup:Key"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
            ["GoNoGo:Backup:KeysPath"] = Path.Combine(folder, "elsewhere"),
            ["GoNoGo:Backup:KeysKey"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
        };
        try
        {
            await using var modules = await MeasuredModules.OpenAsync(provider, connectionString, settings: settings);
            await WriteOneAsync(modules);
            await FillAsync(modules, provider, comments);
            using (var warm = new CancellationTokenSource(Alone / 4))
            {
                await WriteAsync(modules, writers, warm.Token);
            }

            using var alone = new CancellationTokenSource(Alone);
            var without = await WriteAsync(modules, writers, alone.Token);
            Say($"{provider}, {comments} comments, {writers} writers, no backup: {Told(without)}");
            await modules.Services.GetRequiredService<AuditSealing>().SealAsync(CancellationToken.None);
            using var ended = new CancellationTokenSource();
            var writing = Task.Run(() => WriteAsync(modules, writers, ended.Token));
            var begun = Stopwatch.GetTimestamp();
            var taken = await modules.Services.GetRequiredService<BackupTaking>()
                .TakeAsync(AuditActor.Operator, progress: null, CancellationToken.None);
            var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
            await ended.CancelAsync();
            var beside = await writing;
            Say($"  a backup of {taken.Value?.Rows} rows in {seconds:0.0} s, {taken.Value?.Bytes / 1e6:0} MB: {Told(beside)}");
            Say($"  p99 beside it {At(beside, 0.99) / At(without, 0.99):0.00} times that without");
            await RestoreAsync(modules, provider, settings);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task RestoreAsync(MeasuredModules modules, DatabaseProvider provider, Dictionary<string, string?> settings)
    {
        const string scratch = "gonogo_backup_measured";
        var dump = modules.Services.GetRequiredService<IDatabaseDump>();
        var target = await dump.MakeScratchAsync(scratch, CancellationToken.None);
        try
        {
            await using var restored = MeasuredModules.Empty(provider, target.Length == 0 ? null : target, settings);
            var begun = Stopwatch.GetTimestamp();
            var error = await restored.InScopeAsync(async scope =>
            {
                var options = scope.GetRequiredService<IOptions<BackupOptions>>().Value;
                var source = await RestoreSource.OpenAsync(
                    new RestorePlaces(options.Path!, null, options.KeysPath!, null), // Set above.
                    options,
                    dump.Kind,
                    scope.GetRequiredService<DataContext>().Database.GetMigrations(),
                    scope.GetRequiredService<TimeProvider>().GetUtcNow(),
                    CancellationToken.None);
                var restoration = scope.GetRequiredService<Restoration>();
                return source.Error ?? (await restoration.RunAsync(source.Value!, CancellationToken.None)).Error;
            });
            Say($"  restored in {Stopwatch.GetElapsedTime(begun).TotalSeconds:0.0} s, every count as the manifest says: {error is null}");
            var verified = await restored.InScopeAsync(
                scope => scope.GetRequiredService<AuditVerifier>().VerifyAsync([], progress: null, CancellationToken.None));
            Say($"  audit of {verified.Value?.Size} leaves verifies: {verified.Value?.IsClean}");
        }
        finally
        {
            await dump.DropScratchAsync(scratch);
        }
    }

    /// <summary>Copies of one row by SQL: what is measured is not their writing.</summary>
    private static async Task FillAsync(MeasuredModules modules, DatabaseProvider provider, int count)
    {
        var isSqlite = provider is DatabaseProvider.Sqlite;
        var id = isSqlite
            ? "upper(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-7' || substr(hex(randomblob(2)), 2) || '-8' "
                + "|| substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))"
            : "gen_random_uuid()";
        var text = isSqlite ? "lower(hex(randomblob(16)))" : "md5(random()::text)";
        await modules.InScopeAsync(async scope =>
        {
            var data = scope.GetRequiredService<DataContext>();
            var columns = data.Model.FindEntityType(typeof(Comment))!.GetProperties().Select(property => property.GetColumnName()).ToList();
            var values = columns.Select(column => column switch
            {
                "id" or "subject_id" => id,
                "thread_key" or "content" => text,
                _ => $"\"{column}\"",
            });
            var numbers = $"WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {count})";
            var names = string.Join(", ", columns.Select(column => $"\"{column}\""));
            var statement = $"{numbers} INSERT INTO comments ({names}) SELECT {string.Join(", ", values)} "
                + "FROM numbers, (SELECT * FROM comments LIMIT 1) AS one";
            data.Database.SetCommandTimeout(TimeSpan.FromMinutes(30));
            await data.Database.ExecuteSqlRawAsync(statement);
            return await scope.GetRequiredService<IDatabaseDialect>().ForgetAsync(data, CancellationToken.None);
        });
    }

    private static Task<Result<CommentReceipt>> WriteOneAsync(MeasuredModules modules) => modules.InScopeAsync(scope =>
        scope.GetRequiredService<CommentService>().CreateAsync(
            new NewComment { PostId = MeasuredModules.Post, Form = "api", Content = "A thought.", GdprConsent = true },
            CancellationToken.None));

    private static async Task<List<double>> WriteAsync(MeasuredModules modules, int writers, CancellationToken ended)
    {
        var all = await Task.WhenAll(Enumerable.Range(0, writers).Select(_ => Task.Run(async () =>
        {
            var waits = new List<double>();
            while (!ended.IsCancellationRequested)
            {
                var begun = Stopwatch.GetTimestamp();
                await WriteOneAsync(modules);
                waits.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            }

            return waits;
        })));
        return [.. all.SelectMany(waits => waits).Order()];
    }

    private static double At(List<double> sorted, double share) => sorted[(int)((sorted.Count - 1) * share)];

    private static string Told(List<double> waits) => string.Create(
        CultureInfo.InvariantCulture,
        $"{waits.Count} writes, median {At(waits, 0.5):0.0} ms, 99 % {At(waits, 0.99):0.0} ms, longest {waits[^1]:0} ms");

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
