using System.Threading.Channels;
using GoNoGo.Platform.Privacy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GoNoGo.Gdpr.UserActions;

/// <summary>
/// Takes user actions in: makes pseudonyms of who did it and drops all that their type does not list, counts them, and hands them
/// to whoever wants them. Of a reader who asked not to be tracked it counts and no more.
/// </summary>
public sealed partial class UserActionProcessor : BackgroundService
{
    /// <summary>How many actions wait for their handlers at most; what comes on top is counted and not handed on.</summary>
    public const int QueueLength = 10_000;

    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(5);

    private readonly UserActionTally tally;
    private readonly Pseudonyms pseudonyms;
    private readonly ILookup<string, UserActionHandler> handlers;
    private readonly IServiceScopeFactory scopes;
    private readonly TimeProvider clock;
    private readonly ILogger<UserActionProcessor> logger;
    private readonly Channel<PseudonymousAction> queue =
        Channel.CreateBounded<PseudonymousAction>(new BoundedChannelOptions(QueueLength) { FullMode = BoundedChannelFullMode.DropWrite });

    internal UserActionProcessor(
        UserActionTally tally,
        Pseudonyms pseudonyms,
        IEnumerable<UserActionHandler> handlers,
        IServiceScopeFactory scopes,
        TimeProvider clock,
        ILogger<UserActionProcessor> logger)
    {
        (this.tally, this.pseudonyms, this.scopes, this.clock, this.logger) = (tally, pseudonyms, scopes, clock, logger);
        this.handlers = handlers.ToLookup(handler => handler.Type, StringComparer.Ordinal);
    }

    /// <summary>Takes an action in; returns at once and writes nothing itself.</summary>
    /// <param name="action">What was done. Personal; it is not kept.</param>
    public void Accept(UserAction action)
    {
        ArgumentNullException.ThrowIfNull(action);
        var at = clock.GetUtcNow();
        tally.Count(CountedAction.Of(action, at));
        if (!action.IsCountOnly && handlers.Contains(action.Type))
        {
            queue.Writer.TryWrite(Pseudonymise(action, at));
        }
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var action in queue.Reader.ReadAllAsync(stoppingToken))
        {
            foreach (var handler in handlers[action.Type])
            {
                await HandOnAsync(action, handler, stoppingToken);
            }
        }
    }

    private PseudonymousAction Pseudonymise(UserAction action, DateTimeOffset at)
    {
        var fields = UserActionTypes.FieldsOf(action.Type)
            .Where(action.Fields.ContainsKey)
            .ToDictionary(name => name, name => action.Fields[name], StringComparer.Ordinal);
        return new PseudonymousAction(
            Guid.CreateVersion7(at),
            action.Type,
            at,
            action.UserId is { } user ? pseudonyms.TagOfDay("user", user) : null,
            action.NetworkTag,
            action is { UserId: not null, SessionId: { } session } ? pseudonyms.TagOfDay("session", session) : null,
            fields);
    }

    /// <summary>One handler's error or slowness is nobody else's.</summary>
    private async Task HandOnAsync(PseudonymousAction action, UserActionHandler handler, CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            using var limit = new CancellationTokenSource(TimeLimit, clock);
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
            await handler.HandleAsync(scope.ServiceProvider, action, ended.Token).WaitAsync(ended.Token);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogHandlerFailed(handler.Name, action.Id, exception.GetType().Name);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "{Handler} failed on user action {ActionId}: {ErrorType}")]
    private partial void LogHandlerFailed(string handler, Guid actionId, string errorType);
}
