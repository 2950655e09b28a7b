using GoNoGo.Blog.Content;
using GoNoGo.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GoNoGo.Integrations.Webhooks;

/// <summary>
/// Looks at the repository for webhooks that were taken: at once for the first, and once more when a burst is over, however many it had.
/// What a killed server had left is done by the next.
/// </summary>
internal sealed partial class WebhookWorker(
    WebhookWork work, ContentFollower follower, IServiceScopeFactory scopes, TimeProvider clock, ILogger<WebhookWorker> logger)
    : BackgroundService
{
    private const int Batch = 500;
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        work.Announce();
        while (!stoppingToken.IsCancellationRequested)
        {
            await work.WaitAsync(stoppingToken);
            try
            {
                await WorkAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // The rows stay; the next webhook, the next start or the next poll makes up for it.
                Broken(exception.GetType().Name);
            }

            await RestAsync(stoppingToken);
        }
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        while (await WaitingAsync(cancellationToken) is { Count: > 0 } waiting)
        {
            var status = await follower.FetchNowAsync(LookCause.Webhook, cancellationToken);
            if (status.LastError is not null)
            {
                return; // The follower tries again by itself, ever later, until the repository answers.
            }

            await EndAsync(waiting, cancellationToken);
        }
    }

    private async Task<IReadOnlyList<Guid>> WaitingAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<DataContext>().Set<WebhookDelivery>().AsNoTracking()
            .Where(delivery => !delivery.IsDone)
            .Select(delivery => delivery.Id)
            .Take(Batch)
            .ToListAsync(cancellationToken);
    }

    private async Task EndAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<UnitOfWork>().RunUnenteredAsync<Ended>(
            async (transaction, ended) =>
            {
                foreach (var delivery in await transaction.Data.Set<WebhookDelivery>()
                    .Where(delivery => ids.Contains(delivery.Id)).ToListAsync(ended))
                {
                    delivery.IsDone = true;
                }

                return new Ended();
            },
            cancellationToken);
    }

    /// <summary>Lets a burst pass: until nothing has come for a moment, and not for ever.</summary>
    private async Task RestAsync(CancellationToken cancellationToken)
    {
        var until = clock.GetUtcNow() + Patience;
        long heard;
        do
        {
            heard = work.Times;
            await Task.Delay(Quiet, clock, cancellationToken);
        }
        while (work.Times != heard && clock.GetUtcNow() < until);
    }

    private sealed record Ended;

    [LoggerMessage(1, LogLevel.Warning, "The repository could not be looked at for a webhook: {ErrorType}")]
    private partial void Broken(string errorType);
}
