using System.Globalization;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GoNoGo.Gdpr.UserActions;

/// <summary>
/// Writes the counts once a minute and at the end, and enters in the audit trail which posts were read in that minute and how
/// often: without a subject, since a trail of readers would be surveillance.
/// </summary>
internal sealed partial class UserActionWriter(
    UserActionTally tally, IServiceScopeFactory scopes, TimeProvider clock, ILogger<UserActionWriter> logger) : BackgroundService
{
    /// <summary>Posts named in one entry; the readings of the others are summed up.</summary>
    private const int MostPostsInAnEntry = 500;

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        var counts = tally.Take();
        if (counts.Count == 0)
        {
            return;
        }

        var isWritten = false;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var written = await scope.ServiceProvider.GetRequiredService<UnitOfWork>().RunAsync<Written>(
                async (transaction, ended) =>
                {
                    foreach (var (cell, count) in counts)
                    {
                        await UserActionStore.AddAsync(transaction, cell, count, ended);
                    }

                    Enter(transaction, counts);
                    return new Written();
                },
                cancellationToken);
            isWritten = written.Error is null;
        }
        finally
        {
            if (!isWritten)
            {
                foreach (var (cell, count) in counts)
                {
                    tally.Return(cell, count);
                }
            }
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryWriteAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(Interval, clock, stoppingToken);
            await TryWriteAsync(stoppingToken);
        }
    }

    private async Task TryWriteAsync(CancellationToken cancellationToken)
    {
        try
        {
            await WriteAsync(cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(exception.GetType().Name);
        }
    }

    private static void Enter(Transaction transaction, IReadOnlyDictionary<CountedAction, int> counts)
    {
        var reads = counts.Where(count => count.Key.Type == UserActionTypes.PostRead)
            .GroupBy(count => count.Key.Subject, count => count.Value, StringComparer.Ordinal)
            .Select(post => (Slug: post.Key, Count: post.Sum()))
            .OrderByDescending(post => post.Count).ThenBy(post => post.Slug, StringComparer.Ordinal)
            .ToList();
        if (reads.Count == 0)
        {
            return;
        }

        var details = reads.Take(MostPostsInAnEntry).ToDictionary(
            post => post.Slug, post => post.Count.ToString(CultureInfo.InvariantCulture), StringComparer.Ordinal);
        if (reads.Count > MostPostsInAnEntry)
        {
            details["/others"] = reads.Skip(MostPostsInAnEntry).Sum(post => post.Count).ToString(CultureInfo.InvariantCulture);
        }

        var minute = transaction.StartedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture);
        transaction.Audit(new AuditAct(AuditActor.Visitor, "posts.read", "minute", minute, details));
    }

    [LoggerMessage(1, LogLevel.Warning, "The counts of user actions could not be written and are kept for the next minute: {ErrorType}")]
    private partial void LogFailed(string errorType);

    private sealed record Written;
}
