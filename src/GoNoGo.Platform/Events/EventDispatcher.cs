using GoNoGo.Platform.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GoNoGo.Platform.Events;

/// <summary>
/// Hands events to their handlers: at once when they are published in this process, or in another on the same PostgreSQL; when they
/// are due; and by looking twice a second at what nobody told of. A lane for each handler, so that none waits for another's.
/// </summary>
public sealed partial class EventDispatcher : BackgroundService
{
    /// <summary>How long something may lie in the database before the dispatcher sees it by itself.</summary>
    public static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);

    /// <summary>How long handlers may go on after the server was told to stop.</summary>
    public static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(5);

    private static readonly bool[] Kinds = [false, true];
    private static readonly TimeSpan LongestListenPause = TimeSpan.FromSeconds(30);

    private readonly DeliveryQueue queue;
    private readonly DeliveryRescue rescue;
    private readonly IDatabaseDialect dialect;
    private readonly EventSignal signal;
    private readonly PageVersions pageVersions;
    private readonly EventOptions options;
    private readonly TimeProvider clock;
    private readonly IHostApplicationLifetime? lifetime;
    private readonly ILogger<EventDispatcher> logger;
    private readonly IReadOnlyList<EventSubscription> subscriptions;
    private readonly IReadOnlyList<EventLane> lanes;
    private readonly DueLook due;
    private bool isDown;

    internal EventDispatcher(
        IServiceProvider services,
        IEnumerable<EventSubscription> subscriptions,
        IServiceScopeFactory scopes,
        IDatabaseDialect dialect,
        DeliveryQueue queue,
        DeliveryRunner runner,
        DeliveryRescue rescue,
        EventSignal signal,
        PageVersions pageVersions,
        IOptions<EventOptions> options,
        TimeProvider clock,
        IHostApplicationLifetime? lifetime,
        ILoggerFactory loggers)
    {
        this.subscriptions = [.. subscriptions.Where(subscription => subscription.Invocation is not null)];
        RefuseDuplicates(this.subscriptions);
        this.queue = queue;
        this.rescue = rescue;
        this.dialect = dialect;
        this.signal = signal;
        this.pageVersions = pageVersions;
        this.options = options.Value;
        this.clock = clock;
        this.lifetime = lifetime;
        logger = loggers.CreateLogger<EventDispatcher>();
        var laneLogger = loggers.CreateLogger<EventLane>();
        lanes =
        [
            .. from subscription in this.subscriptions
               from isForSuspects in Kinds
               select new EventLane(subscription, isForSuspects, IsReady(subscription, services), queue, runner, laneLogger),
        ];
        due = new DueLook(scopes, [.. this.subscriptions.Select(subscription => subscription.Handler)]);
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        foreach (var lane in lanes)
        {
            lane.Dispose();
        }

        base.Dispose();
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!await HasStartedAsync(stoppingToken))
        {
            return;
        }

        foreach (var subscription in subscriptions)
        {
            LogSubscribed(subscription.EventType, subscription.Handler);
        }

        using var ending = new CancellationTokenSource();
        using var upkeepEnding = new CancellationTokenSource();
        await TryAsync(() => rescue.FreeAtStartAsync(stoppingToken), stoppingToken);
        await TryAsync(() => rescue.BuryUnknownAsync(stoppingToken), stoppingToken);
        var upkeep = KeepUpAsync(upkeepEnding.Token);
        var listening = ListenAsync(stoppingToken);
        await PumpAsync(stoppingToken, ending.Token);
        await DrainAsync(ending);
        await upkeepEnding.CancelAsync();
        await Task.WhenAll(upkeep, listening);
        await TryAsync(ReturnAsync, CancellationToken.None);
    }

    /// <summary>A server that cannot listen to its readers ends again at once, and handles nothing on the way.</summary>
    private async Task<bool> HasStartedAsync(CancellationToken stopping)
    {
        var started = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var onStop = stopping.Register(() => started.TrySetResult(false));
        await using var onStart = lifetime?.ApplicationStarted.Register(() => started.TrySetResult(true)) ?? default;
        return lifetime is null || await started.Task;
    }

    private static Func<bool> IsReady(EventSubscription subscription, IServiceProvider services) =>
        () => subscription.IsReady?.Invoke(services) ?? true;

    private static void RefuseDuplicates(IEnumerable<EventSubscription> subscriptions)
    {
        var twice = subscriptions
            .GroupBy(subscription => subscription.Handler, StringComparer.Ordinal)
            .FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
        {
            throw new InvalidOperationException($"Two event handlers are registered as '{twice.Key}': give each a name of its own.");
        }
    }

    /// <summary>
    /// Starts the lanes that have something to do, then waits for the next reason. Who publishes names the handlers; the database is asked
    /// now and then, as it knows what nobody told of and what becomes due.
    /// </summary>
    private async Task PumpAsync(CancellationToken stopping, CancellationToken ending)
    {
        IReadOnlySet<string>? named = null;
        var nextLook = clock.GetUtcNow();
        while (!stopping.IsCancellationRequested)
        {
            var now = clock.GetUtcNow();
            if (named is null || now >= nextLook)
            {
                var wait = Poll;
                await TryAsync(async () =>
                {
                    foreach (var handler in await due.LookAsync(now, stopping))
                    {
                        Wake(handler, stopping, ending);
                        wait = handler.NextDue - now is { } untilDue && untilDue < wait ? untilDue : wait;
                    }
                }, stopping);
                nextLook = now + wait;
            }
            else
            {
                foreach (var lane in lanes.Where(lane => !lane.IsForSuspects && named.Contains(lane.Handler)))
                {
                    lane.Wake(stopping, ending);
                }
            }

            named = await signal.WaitAsync(TimeSpan.FromTicks(Math.Clamp((nextLook - now).Ticks, 0, Poll.Ticks)), clock, stopping);
        }
    }

    private void Wake(DueHandler handler, CancellationToken stopping, CancellationToken ending)
    {
        foreach (var lane in lanes.Where(lane => lane.Handler == handler.Handler))
        {
            if (lane.IsForSuspects ? handler.HasSuspects : handler.HasDue)
            {
                lane.Wake(stopping, ending);
            }
        }
    }

    private async Task DrainAsync(CancellationTokenSource ending)
    {
        var drained = Task.WhenAll(lanes.Select(lane => lane.DrainAsync()));
        if (await Task.WhenAny(drained, Task.Delay(DrainTime)) != drained)
        {
            // Whoever does not heed this is abandoned by its attempt.
            await ending.CancelAsync();
            await drained;
        }
    }

    private async Task ReturnAsync()
    {
        if (await queue.ReturnAsync(CancellationToken.None) is > 0 and var count)
        {
            LogReturned(count);
        }
    }

    /// <summary>Renews what is held, then frees what others no longer renew.</summary>
    private async Task KeepUpAsync(CancellationToken ending)
    {
        try
        {
            while (true)
            {
                await Task.Delay(options.Upkeep, clock, ending);
                await TryAsync(() => queue.RenewAsync(ending), ending);
                await TryAsync(() => rescue.FreeLapsedAsync(ending), ending);
                await TryAsync(() => rescue.BuryUnknownAsync(ending), ending);
            }
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    /// <summary>Listens to other processes, and again after the connection was lost, less and less often while it cannot be had.</summary>
    private async Task ListenAsync(CancellationToken stopping)
    {
        var pause = Poll;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var listener = new DatabaseListener(
                    () =>
                    {
                        pause = Poll;
                        pageVersions.Listening();
                        signal.Set(); // What was published while nobody listened.
                    },
                    signal.Set,
                    pageVersions.Raise);
                await dialect.ListenAsync(listener, stopping);
            }
            catch (Exception) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                pageVersions.Lost();
                LogDeaf(exception.GetType().Name, pause);
            }

            await Task.Delay(pause, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = pause * 2 < LongestListenPause ? pause * 2 : LongestListenPause;
        }
    }

    /// <summary>While the database is away the dispatcher goes on looking, and says so once.</summary>
    private async Task TryAsync(Func<Task> step, CancellationToken stopping)
    {
        try
        {
            await step();
            isDown = false;
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
            // The server stops.
        }
        catch (Exception exception)
        {
            if (!isDown)
            {
                isDown = true;
                LogDown(exception.GetType().Name);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Subscribed to {EventType}: {Handler}")]
    private partial void LogSubscribed(string eventType, string handler);

    [LoggerMessage(2, LogLevel.Information, "Returned {Count} events that were not begun or not finished")]
    private partial void LogReturned(int count);

    [LoggerMessage(3, LogLevel.Error, "Events cannot be read or written at the moment; tried again until it works: {ErrorType}")]
    private partial void LogDown(string errorType);

    [LoggerMessage(
        4, LogLevel.Warning, "Cannot listen for events of other servers ({ErrorType}); tried again in {Pause}, meanwhile by looking")]
    private partial void LogDeaf(string errorType, TimeSpan pause);
}
