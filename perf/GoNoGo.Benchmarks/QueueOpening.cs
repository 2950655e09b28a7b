using System.Diagnostics;
using System.Globalization;
using GoNoGo.Comments;
using GoNoGo.Comments.Moderation;
using GoNoGo.Comments.Moderation.Rules;
using GoNoGo.Gdpr.Subjects;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using GoNoGo.Web.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Benchmarks;

/// <summary>
/// How long a moderator waits for the queue where 100,000 comments wait, with the entry of the access and the figures:
/// <c>dotnet run -c Release --project perf/GoNoGo.Benchmarks -- queue-open [COMMENTS]</c>. PostgreSQL where the variable
/// GONOGO_PERF_POSTGRES names an empty database.
/// </summary>
internal static class QueueOpening
{
    public const string Command = "queue-open";
    private const int BatchSize = 2000;
    private const int Posts = 200;
    private const int Warming = 5;
    private const int Runs = 30;

    private static readonly ModeratorIdentity Moderator =
        new(AuditActor.Moderator, new SubjectId(Guid.CreateVersion7(DateTimeOffset.UnixEpoch)));

    public static async Task RunAsync(string[] arguments, string? postgres)
    {
        var count = arguments is [var number, ..] ? int.Parse(number, CultureInfo.InvariantCulture) : 100_000;
        await MeasureAsync(DatabaseProvider.Sqlite, null, count);
        if (postgres is { Length: > 0 })
        {
            await MeasureAsync(DatabaseProvider.Postgres, postgres, count);
        }
    }

    private static async Task MeasureAsync(DatabaseProvider provider, string? connectionString, int count)
    {
        await using var modules = await MeasuredModules.OpenAsync(provider, connectionString);
        for (var written = 0; written < count; written += BatchSize)
        {
            var first = written;
            await modules.InScopeAsync(scope => FillAsync(scope, first, Math.Min(BatchSize, count - first)));
        }

        var middle = await KeyOfPageAsync(modules, count / 2);
        Console.WriteLine($"{provider}: {count.ToString("N0", CultureInfo.InvariantCulture)} comments wait");
        await PrintAsync("the queue opens", () => OpenAsync(modules, new QueueFilter(), after: null));
        await PrintAsync("a page in the middle", () => OpenAsync(modules, new QueueFilter(), middle));
        await PrintAsync("one post", () => OpenAsync(modules, new QueueFilter { PostId = "post-7" }, after: null));
        await PrintAsync("a flag of one in a thousand", () => OpenAsync(modules, new QueueFilter { Flag = "rare" }, after: null));
        await PrintAsync("a word that none has", () => OpenAsync(modules, new QueueFilter { Search = "nowhere to be found" }, after: null));
        await PrintAsync("all comments, the newest", () => OpenAsync(modules, new QueueFilter { Scope = QueueScope.All }, after: null));
    }

    /// <summary>What the page of the queue asks for.</summary>
    private static Task<int> OpenAsync(MeasuredModules modules, QueueFilter filter, string? after) => modules.InScopeAsync(async scope =>
    {
        var queue = scope.GetRequiredService<ModerationQueue>();
        var page = await queue.ReadAsync(filter, after, 50, Moderator, CancellationToken.None);
        var figures = await scope.GetRequiredService<MailedComments>().QueueAsync(CancellationToken.None);
        return page.Items.Count + figures.Waiting;
    });

    private static Task<string> KeyOfPageAsync(MeasuredModules modules, int skipped) => modules.InScopeAsync(async scope =>
        (await scope.GetRequiredService<DataContext>().Set<Comment>()
            .Where(comment => comment.QueueKey != null)
            .OrderBy(comment => comment.QueueKey)
            .Select(comment => comment.QueueKey)
            .Skip(skipped)
            .FirstAsync())!); // Filtered above.

    private static async Task PrintAsync(string what, Func<Task<int>> open)
    {
        var times = new List<double>(Runs);
        for (var i = 0; i < Warming + Runs; i++)
        {
            var watch = Stopwatch.GetTimestamp();
            await open();
            if (i >= Warming)
            {
                times.Add(Stopwatch.GetElapsedTime(watch).TotalMilliseconds);
            }
        }

        times.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"  {what,-30} median {times[Runs / 2],7:N1} ms   slowest of {Runs} {times[^1],7:N1} ms"));
    }

    /// <summary>As they are taken: each under the key of its author.</summary>
    private static async Task<Filled> FillAsync(IServiceProvider scope, int first, int count)
    {
        var (newcomers, texts) = (scope.GetRequiredService<NewSubjects>(), scope.GetRequiredService<SealedTexts>());
        var filled = await scope.GetRequiredService<UnitOfWork>().RunUnenteredAsync<Filled>(
            async (transaction, ended) =>
            {
                for (var i = first; i < first + count; i++)
                {
                    var at = DateTimeOffset.UnixEpoch.AddYears(50).AddSeconds(i);
                    var newcomer = await newcomers.TakeAsync(ended);
                    var subject = new Subject { Id = newcomer.Id.Value, Handle = $"reader{i}", CreatedAt = at };
                    var comment = CommentOf(i, at, subject.Id);
                    transaction.Know(newcomer);
                    await texts.WriteAsync(transaction, comment, new CommentWords(comment.AuthorName, comment.Content), ended);
                    transaction.Insert(subject);
                    transaction.Insert(comment);
                }

                return new Filled();
            },
            CancellationToken.None);
        return filled.Value ?? throw new InvalidOperationException(filled.Error?.Code);
    }

    private static Comment CommentOf(int i, DateTimeOffset at, Guid subject)
    {
        var id = Guid.CreateVersion7(at);
        var verdict = new Verdict("links", "1.000000", i % 3 == 0 ? Finding.Flagged : Finding.Clean, i % 3 == 0 ? 5 : 0);
        var verdicts = Verdicts.Write([verdict]);
        return new Comment
        {
            Id = id,
            PostId = string.Create(CultureInfo.InvariantCulture, $"post-{i % Posts}"),
            ThreadKey = id.ToString("N", CultureInfo.InvariantCulture),
            Depth = 1,
            SubjectId = subject,
            AuthorName = $"Reader {i}",
            Content = $"A thought of some length about what stands above, number {i}. It goes on for a line or two, as comments do.",
            CreatedAt = at,
            Flags = i % 1000 == 999 ? "first_comment,rare" : i % 3 == 0 ? "first_comment,links" : "first_comment",
            Verdicts = verdicts,
            QueueRank = QueueRanks.Waiting(verdicts),
            GdprConsentTimestamp = at,
            Language = "en",
            RetentionUntil = at.AddDays(2190),
        };
    }

    private sealed record Filled;
}
