using System.Diagnostics;
using System.Globalization;
using GoNoGo.Comments;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Database;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Benchmarks;

/// <summary>
/// What audit and outbox add to writing a comment: the same unit of work with the comment's row alone, with its audit entry, event
/// and own entry, and a whole comment as a visitor sends it. Rounds alternate, so that noise meets all alike.
/// </summary>
internal static class CommentWriteCost
{
    public const string Command = "comment-write";

    private const int Rounds = 7;

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
        foreach (var clients in new[] { 1, 32 })
        {
            var each = clients == 1 ? 300 : 60;
            (string Name, Func<IServiceProvider, Task> Write)[] kinds =
            [
                ("row alone", WriteRowAsync),
                ("row, audit, event", WriteEnteredAsync),
                ("whole comment", WriteCommentAsync),
            ];
            var times = kinds.ToDictionary(kind => kind.Name, _ => new List<double>());
            for (var round = 0; round <= Rounds; round++)
            {
                foreach (var (name, write) in kinds)
                {
                    var perWrite = await TimeAsync(modules, clients, each, write);
                    if (round > 0)
                    {
                        times[name].Add(perWrite); // The first round warms up.
                    }
                }
            }

            var row = Median(times["row alone"]);
            foreach (var (name, _) in kinds)
            {
                var median = Median(times[name]);
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{provider,-9} {clients,3} clients  {name,-18} {median,8:0} us  {1e6 / median,7:0}/s  ratio {median / row:0.00}"));
            }
        }
    }

    private static async Task<double> TimeAsync(MeasuredModules modules, int clients, int each, Func<IServiceProvider, Task> write)
    {
        var watch = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < each; i++)
            {
                await using var scope = modules.Services.CreateAsyncScope();
                await write(scope.ServiceProvider);
            }
        })));
        return Stopwatch.GetElapsedTime(watch).TotalMicroseconds / (clients * each);
    }

    private static Task<Result<Done>> WriteRowAsync(IServiceProvider scope)
    {
        var unit = scope.GetRequiredService<UnitOfWork>();
        return unit.RunUnenteredAsync<Done>(
            (transaction, _) =>
            {
                transaction.Data.Add(Row(transaction));
                return Task.FromResult<Result<Done>>(new Done());
            },
            CancellationToken.None);
    }

    private static Task<Result<Done>> WriteEnteredAsync(IServiceProvider scope) => scope.GetRequiredService<UnitOfWork>().RunAsync<Done>(
        (transaction, _) =>
        {
            var row = Row(transaction);
            transaction.Data.Add(row);
            transaction.Audit(new AuditAct(
                AuditActor.Visitor,
                "comment.created",
                "comment",
                row.Id.ToString("D"),
                new Dictionary<string, string> { ["post_id"] = row.PostId }));
            transaction.Publish(new CommentCreated(row.Id, row.PostId));
            return Task.FromResult<Result<Done>>(new Done());
        },
        CancellationToken.None);

    private static Task<Result<CommentReceipt>> WriteCommentAsync(IServiceProvider scope)
    {
        var comment = new NewComment { PostId = MeasuredModules.Post, Form = "api", Content = "A thought.", GdprConsent = true };
        return scope.GetRequiredService<CommentService>().CreateAsync(comment, CancellationToken.None);
    }

    private static Comment Row(Transaction transaction)
    {
        var id = Guid.CreateVersion7(transaction.StartedAt);
        return new Comment
        {
            Id = id,
            PostId = MeasuredModules.Post,
            ThreadKey = id.ToString("N"),
            Depth = 0,
            SubjectId = id,
            Content = "A thought.",
            CreatedAt = transaction.StartedAt,
            ModerationStatus = ModerationStatus.Pending,
            Flags = "",
            GdprConsentTimestamp = transaction.StartedAt,
            Language = "en",
            RetentionUntil = transaction.StartedAt.AddDays(2190),
        };
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private sealed record Done;
}
