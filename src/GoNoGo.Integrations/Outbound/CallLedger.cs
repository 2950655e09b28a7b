using System.Data.Common;
using GoNoGo.Platform;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Results;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GoNoGo.Integrations.Outbound;

/// <summary>
/// Makes calls to services: never inside a unit of work, each with a row of its own, its place in the meters and, where it failed, an entry
/// in the audit trail. What is thrown becomes a <see cref="ServiceFailure"/>.
/// </summary>
/// <param name="scopes">For the row, which commits by itself.</param>
/// <param name="backlog">Takes what failed until the next commit.</param>
/// <param name="clock">Times the call.</param>
/// <param name="logger">Is told of what failed, by its code.</param>
internal sealed partial class CallLedger(
    IServiceScopeFactory scopes, AuditBacklog backlog, TimeProvider clock, ILogger<CallLedger> logger)
{
    public const int KeptDays = 30;

    /// <summary>Makes one call.</summary>
    /// <param name="service">Which service.</param>
    /// <param name="operation">What for, in snake_case.</param>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">Ends the call; that is no failure of the service.</param>
    /// <typeparam name="T">What it answers.</typeparam>
    /// <returns>The answer, or why there is none.</returns>
    public async Task<Result<T>> RunAsync<T>(
        OutboundService service, string operation, Func<CancellationToken, Task<Result<T>>> call, CancellationToken cancellationToken)
        where T : notnull
    {
        OutboundCalls.ThrowIfInUnitOfWork($"{service.Id} {operation}");
        var (startedAt, started) = (clock.GetUtcNow(), clock.GetTimestamp());
        using var span = CallMeters.Begin(service.Id, operation);
        Result<T> result;
        try
        {
            result = await call(cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && service.FailureOf(exception) is { } failure)
        {
            result = failure;
        }
        finally
        {
            await SocketThread.LeaveAsync();
        }

        span?.SetTag("gonogo.outcome", result.Error?.Code ?? "done");
        await EndAsync(service.Id, operation, result.Error?.Code, startedAt, clock.GetElapsedTime(started));
        return result;
    }

    private async Task EndAsync(string service, string operation, string? errorType, DateTimeOffset startedAt, TimeSpan duration)
    {
        CallMeters.Ended(service, operation, errorType ?? "done", duration);
        if (errorType is not null)
        {
            Failed(service, operation, errorType);
            backlog.Add(new FailedCall("hosting", service, operation, errorType));
        }

        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<UnitOfWork>().RunUnenteredAsync<Ended>(
                (transaction, _) =>
                {
                    transaction.Data.Add(new OutboundCall
                    {
                        Id = Guid.CreateVersion7(startedAt),
                        Service = service,
                        Operation = operation,
                        ErrorType = errorType,
                        StartedAt = startedAt,
                        DurationMilliseconds = (int)duration.TotalMilliseconds,
                        DeleteAt = startedAt.AddDays(KeptDays),
                    });
                    return Task.FromResult<Result<Ended>>(new Ended());
                },
                CancellationToken.None); // What was called was called, even if nobody waits for it any more.
        }
        catch (Exception exception) when (exception is DbException or DbUpdateException or TimeoutException)
        {
            // What the service did is done; that the row is missing must not undo it.
            NotWritten(service, operation, exception.GetType().Name);
        }
    }

    private sealed record Ended;

    [LoggerMessage(1, LogLevel.Warning, "A call to {Service} for {Operation} failed: {ErrorType}")]
    private partial void Failed(string service, string operation, string errorType);

    [LoggerMessage(2, LogLevel.Warning, "A call to {Service} for {Operation} could not be written down: {ErrorType}")]
    private partial void NotWritten(string service, string operation, string errorType);
}

/// <summary>A service that is called.</summary>
/// <param name="Id">As ledger and meters name it, such as <c>github</c>.</param>
/// <param name="Name">As people do.</param>
internal sealed record OutboundService(string Id, string Name)
{
    /// <summary>What the service's own library throws; null for what it does not know.</summary>
    public Func<Exception, ServiceFailure?> Explain { get; init; } = static _ => null;

    /// <summary>The failure that an exception stands for; null for a bug.</summary>
    public ServiceFailure? FailureOf(Exception exception) => Explain(exception) ?? ServiceFailures.Of(Name, exception);
}
