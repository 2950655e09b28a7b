using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GoNoGo.Platform.Audit.Sealing;

/// <summary>Seals once a minute while the server runs, and anchors what is due.</summary>
internal sealed partial class AuditSealer(
    AuditSealing sealing, AuditAnchoring anchoring, TimeProvider clock, ILogger<AuditSealer> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(Interval, clock, stoppingToken);
            try
            {
                var outcome = await sealing.SealAsync(stoppingToken);
                if (outcome.Error is { } refusal)
                {
                    LogRefused(refusal.Code);
                }

                await anchoring.PublishDueAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(exception.GetType().Name);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Sealing the audit trail failed and is tried again in a minute: {ErrorType}")]
    private partial void LogFailed(string errorType);

    [LoggerMessage(2, LogLevel.Error, "The audit trail was not sealed ({Code}); run gonogo audit verify")]
    private partial void LogRefused(string code);
}
