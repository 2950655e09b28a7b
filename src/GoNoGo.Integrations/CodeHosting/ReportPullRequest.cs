using GoNoGo.Blog.Content;
using GoNoGo.Platform.Events;
using GoNoGo.Platform.Results;

namespace GoNoGo.Integrations.CodeHosting;

/// <summary>
/// Fetches the head of a pull request, checks it as it would be served, and tells it what was found. Nothing of it is served.
/// </summary>
internal sealed class ReportPullRequest(CommitChecks checks, ICodeHost host) : IEventWorker<ContentCheckRequested>
{
    public const string Name = "code_host.report_pull_request";

    public async Task<OutboundOutcome> WorkAsync(ContentCheckRequested @event, EventContext context, CancellationToken cancellationToken)
    {
        if (host is not { Repository: not null, Reports: true })
        {
            return new OutboundOutcome.Skipped("no_code_host");
        }

        var check = await checks.CheckHeadAsync(host.HeadOf(@event.Number), cancellationToken);
        return await CommitReports.SendAsync(host, check, commit: null, cancellationToken);
    }
}
