using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Events;
using GoNoGo.Platform.Results;

namespace GoNoGo.Web.Backup;

/// <summary>Makes a backup when its schedule is due, on one of all servers.</summary>
internal sealed class ScheduledBackup(BackupTaking backups) : IEventWorker<ScheduleDue>
{
    public const string Schedule = "backup";

    /// <summary>How long one may take.</summary>
    public static readonly TimeSpan TimeLimit = TimeSpan.FromHours(4);

    // The first minutes belong to the readers.
    private static readonly TimeSpan FirstWait = TimeSpan.FromMinutes(10);

    public static ScheduleTiming Timing(BackupOptions options) =>
        new ScheduleTiming.Every(TimeSpan.FromHours(options.EveryHours), FirstWait);

    public async Task<OutboundOutcome> WorkAsync(ScheduleDue @event, EventContext context, CancellationToken cancellationToken)
    {
        var outcome = await backups.TakeAsync(AuditActor.System, progress: null, cancellationToken);
        return outcome.Error switch
        {
            null => new OutboundOutcome.Delivered(),
            BackupRunning or BackupNotConfigured => new OutboundOutcome.Skipped(outcome.Error.Code),
            var refusal => new OutboundOutcome.TransientFailure(refusal.Code),
        };
    }
}
