using GoNoGo.Blog.Content;
using GoNoGo.Platform.Events;
using GoNoGo.Platform.Results;

namespace GoNoGo.Integrations.CodeHosting;

/// <summary>Tells a commit that is served what the content check found in it.</summary>
internal sealed class ReportPush(CommitChecks checks, ICodeHost host) : IEventWorker<ContentUpdated>
{
    public const string Name = "code_host.report_push";

    public async Task<OutboundOutcome> WorkAsync(ContentUpdated @event, EventContext context, CancellationToken cancellationToken)
    {
        if (host is not { Repository: not null, Reports: true })
        {
            return new OutboundOutcome.Skipped("no_code_host");
        }

        var check = await checks.CheckAsync(@event.Commit, cancellationToken);
        return await CommitReports.SendAsync(host, check, @event.Commit, cancellationToken);
    }
}
