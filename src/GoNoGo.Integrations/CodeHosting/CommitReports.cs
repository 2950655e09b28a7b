using GoNoGo.Blog.Content;
using GoNoGo.Integrations.Outbound;
using GoNoGo.Platform.Results;

namespace GoNoGo.Integrations.CodeHosting;

/// <summary>Sends what a check found, as a worker of the event bus ends.</summary>
internal static class CommitReports
{
    /// <summary>Sends it.</summary>
    /// <param name="host">To whom.</param>
    /// <param name="check">What was found; or why nothing could be fetched or read.</param>
    /// <param name="commit">The commit where it is known without the check.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public static async Task<OutboundOutcome> SendAsync(
        ICodeHost host, Result<CheckedCommit> check, string? commit, CancellationToken cancellationToken)
    {
        var report = check.Succeeded(out var found, out var refusal)
            ? new CommitReport(found.Commit, found.Report, found.Unreadable)
            : commit is not null ? new CommitReport(commit, Check: null, refusal.Message) : null;
        if (report is null)
        {
            return new OutboundOutcome.TransientFailure(refusal!.Code); // Nothing was fetched, so there is no commit to tell.
        }

        var sent = await host.ReportAsync(report, cancellationToken);
        return sent.Error switch
        {
            null => new OutboundOutcome.Delivered(),
            ServiceFailure failure => failure.ToOutcome(),
            var other => new OutboundOutcome.PermanentFailure(other.Code),
        };
    }
}
