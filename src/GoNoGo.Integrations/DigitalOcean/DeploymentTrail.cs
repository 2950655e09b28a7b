using System.Globalization;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Results;

namespace GoNoGo.Integrations.DigitalOcean;

/// <summary>Enters deployments in the audit trail and tells of them, each once, however often a run is repeated.</summary>
internal sealed class DeploymentTrail(UnitOfWork unitOfWork, AuditLog audit, DigitalOceanOptions options)
{
    /// <summary>Enters it once, also where an earlier run was killed between the change and its entry.</summary>
    public async Task EnterStartAsync(string action, StartedDeployment started, CancellationToken cancellationToken)
    {
        var known = await audit.ReadAsync(
            new AuditFilter(Action: null, "deployment", started.DeploymentId, WithoutTransactions: true), before: null, cancellationToken);
        if (known.Lines.Any(line => line.Action is "deployment.started" or "deployment.rolled_back"))
        {
            return;
        }

        await InUnitAsync(
            transaction =>
            {
                transaction.Audit(new AuditAct(AuditActor.Operator, action, "deployment", started.DeploymentId, DetailsOf(started)));
                transaction.Publish(new DeploymentStarted(started.DeploymentId, started.AppId));
            },
            cancellationToken);
    }

    /// <summary>The same for how it ended.</summary>
    public async Task EnterEndAsync(StartedDeployment started, PlatformDeployment deployment, CancellationToken cancellationToken)
    {
        var known = await audit.ReadAsync(
            new AuditFilter("deployment.ended", "deployment", started.DeploymentId, WithoutTransactions: true),
            before: null,
            cancellationToken);
        if (known.Lines.Count > 0)
        {
            return;
        }

        await InUnitAsync(
            transaction =>
            {
                transaction.Audit(new AuditAct(
                    AuditActor.Operator, "deployment.ended", "deployment", started.DeploymentId, DetailsOf(started))
                {
                    Outcome = deployment.IsActive ? "done" : "failed",
                });
                transaction.Publish(new DeploymentEnded(started.DeploymentId, started.AppId, deployment.Phase));
            },
            cancellationToken);
    }

    private Dictionary<string, string> DetailsOf(StartedDeployment started) => new(StringComparer.Ordinal)
    {
        ["app_id"] = started.AppId,
        ["region"] = UnionRegion.Parse(options.Region).Value ?? "",
        ["instance_count"] = options.InstanceCount.ToString(CultureInfo.InvariantCulture),
    };

    private async Task InUnitAsync(Action<Transaction> write, CancellationToken cancellationToken)
    {
        await unitOfWork.RunAsync<Entered>(
            (transaction, _) =>
            {
                write(transaction);
                return Task.FromResult<Result<Entered>>(new Entered());
            },
            cancellationToken);
    }

    private sealed record Entered;
}
