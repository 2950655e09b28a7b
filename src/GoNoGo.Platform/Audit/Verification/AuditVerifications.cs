using GoNoGo.Platform.Results;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GoNoGo.Platform.Audit.Verification;

/// <summary>
/// Verifications of the trail of this server that run apart from whoever asks for them: one at a time, however many ask, and what the last
/// one found stays to be looked at until the server stops.
/// </summary>
/// <param name="scopes">Each verification has a scope of its own.</param>
/// <param name="clock">Says when they began and ended.</param>
/// <param name="logger">Told of one that broke off.</param>
public sealed partial class AuditVerifications(IServiceScopeFactory scopes, TimeProvider clock, ILogger<AuditVerifications> logger)
    : IAsyncDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly Lock gate = new();
    private Task running = Task.CompletedTask;
    private AuditVerification? last;

    /// <summary>The one that runs, or the last one.</summary>
    public AuditVerification? Last => Volatile.Read(ref last);

    /// <summary>Begins one unless one runs, and waits a little for its end.</summary>
    /// <param name="patience">How long at most.</param>
    /// <param name="cancellationToken">Ends the wait and not the verification.</param>
    /// <returns>The one that runs, or has ended meanwhile.</returns>
    public async Task<AuditVerification> BeginAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        Task joined;
        lock (gate)
        {
            if (running.IsCompleted)
            {
                last = new AuditVerification(clock.GetUtcNow());
                running = Task.Run(RunAsync, CancellationToken.None);
            }

            joined = running;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(joined, Task.Delay(patience, clock, limit.Token));
        await limit.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        return Last!; // It was begun above.
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await running;
        stopping.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var verifier = scope.ServiceProvider.GetRequiredService<AuditVerifier>();
            var verified = await verifier.VerifyAsync([], new Progress(this), stopping.Token);
            Volatile.Write(ref last, Last! with // As far as it came.
            {
                EndedAt = clock.GetUtcNow(),
                Report = verified.Value,
                Refusal = verified.Error,
            });
        }
        catch (Exception exception)
        {
            // The database is away, or the server stops: it is said, and the next one begins anew.
            Volatile.Write(ref last, Last! with { EndedAt = clock.GetUtcNow(), Refusal = new VerificationBrokeOff() });
            if (!stopping.IsCancellationRequested)
            {
                BrokeOff(exception.GetType().Name);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The verification of the audit trail broke off: {ErrorType}")]
    private partial void BrokeOff(string errorType);

    private sealed class Progress(AuditVerifications verifications) : IProgress<(int Done, int Total)>
    {
        public void Report((int Done, int Total) value) =>
            Volatile.Write(ref verifications.last, verifications.Last! with { Done = value.Done, Total = value.Total }); // It has begun.
    }
}

/// <summary>A verification of the whole trail.</summary>
/// <param name="BegunAt">When it began, UTC.</param>
public sealed record AuditVerification(DateTimeOffset BegunAt)
{
    /// <summary>Entries that are verified.</summary>
    public int Done { get; init; }

    /// <summary>Entries that there are; 0 until it is known.</summary>
    public int Total { get; init; }

    /// <summary>When it ended, UTC; null while it runs.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>What was found; null while it runs and where it could not be ended.</summary>
    public AuditReport? Report { get; init; }

    /// <summary>Why it could not be ended; null where it was, or runs.</summary>
    public Error? Refusal { get; init; }
}

/// <summary>A verification could not be ended.</summary>
public sealed record VerificationBrokeOff()
    : Conflict("verification_broke_off", "The verification broke off, since the database could not be read; begin it again.");
