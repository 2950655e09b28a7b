using GoNoGo.Platform.Results;

namespace GoNoGo.Integrations.DigitalOcean;

/// <summary>
/// Brings the app to what the configuration says. Everything that can be refused is refused by <see cref="PlanAsync"/>, which changes
/// nothing; whatever interrupts what comes after it, the same again goes on from where it stands.
/// </summary>
public sealed class AppDeployer
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan UntilListed = TimeSpan.FromMinutes(1);

    private readonly AppPlatformClient client;
    private readonly DigitalOceanOptions options;
    private readonly DeploymentTrail trail;
    private readonly TimeProvider clock;

    internal AppDeployer(AppPlatformClient client, DigitalOceanOptions options, DeploymentTrail trail, TimeProvider clock) =>
        (this.client, this.options, this.trail, this.clock) = (client, options, trail, clock);

    /// <summary>Looks at what runs, and works out what a deployment would change. Changes nothing.</summary>
    /// <param name="sendsSecrets">Whether secrets are sent that the app has already.</param>
    /// <param name="cancellationToken">Ends the calls.</param>
    /// <returns>The plan, which App Platform has looked at; or why there is none.</returns>
    public async Task<Result<DeployPlan>> PlanAsync(bool sendsSecrets, CancellationToken cancellationToken)
    {
        // What no call is needed for comes first.
        if (AppSpec.Build(options, running: null, sendsSecrets).Error is { } wrong)
        {
            return wrong;
        }

        if (!(await FindAsync(cancellationToken)).Succeeded(out var found, out var refusal))
        {
            return refusal;
        }

        if ((await FindDatabaseFaultAsync(cancellationToken)) is { } fault)
        {
            return fault;
        }

        var running = found.App?.Spec;
        if (!AppSpec.Build(options, running, sendsSecrets).Succeeded(out var spec, out refusal))
        {
            return refusal;
        }

        if (found.App is { Region: { Length: > 0 } region } && (string?)spec["region"] is { } wanted
            && !region.TrimEnd("0123456789".ToCharArray()).Equals(wanted, StringComparison.OrdinalIgnoreCase))
        {
            return DeployErrors.Elsewhere(region, wanted);
        }

        var changes = SpecDifference.Between(running, spec);
        if (changes.Count > 0)
        {
            // An app that is there keeps its name; a new one may find it taken.
            if (!(await client.ProposeAsync(spec, found.App?.Id, cancellationToken)).Succeeded(out _, out refusal))
            {
                return refusal;
            }
        }

        return new DeployPlan(found.App?.Id, changes, found.App?.Underway) { Spec = spec };
    }

    /// <summary>Does what the plan says, or has the app built anew; then enters it in the audit trail.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="isForced">Whether an app that is as it should be is built anew.</param>
    /// <param name="cancellationToken">Ends the work between two calls.</param>
    /// <returns>The deployment that has begun, or was on its way; or why there is none.</returns>
    public async Task<Result<StartedDeployment>> ApplyAsync(DeployPlan plan, bool isForced, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (!(await BeginAsync(plan, isForced, cancellationToken)).Succeeded(out var started, out var refusal))
        {
            return refusal;
        }

        await trail.EnterStartAsync("deployment.started", started, cancellationToken);
        return started;
    }

    /// <summary>Waits until a deployment is active or has failed, and enters which in the audit trail.</summary>
    /// <param name="started">Which.</param>
    /// <param name="progress">Told how many steps of how many are done.</param>
    /// <param name="cancellationToken">Ends the wait, not the deployment.</param>
    /// <returns>How it stands; neither active nor failed where that took over half an hour.</returns>
    public async Task<Result<PlatformDeployment>> FollowAsync(
        StartedDeployment started, IProgress<(int Done, int Total)> progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(started);
        ArgumentNullException.ThrowIfNull(progress);
        var began = clock.GetTimestamp();
        while (true)
        {
            var looked = await client.DeploymentAsync(started.AppId, started.DeploymentId, cancellationToken);
            if (!looked.Succeeded(out var deployment, out var refusal))
            {
                return refusal;
            }

            progress.Report((deployment.Done, deployment.Total));
            if (deployment.IsActive || deployment.HasFailed)
            {
                await trail.EnterEndAsync(started, deployment, cancellationToken);
                return deployment;
            }

            if (clock.GetElapsedTime(began) > Patience)
            {
                return deployment;
            }

            await Task.Delay(LookInterval, clock, cancellationToken);
        }
    }

    /// <summary>Goes back to an earlier deployment.</summary>
    /// <param name="deploymentId">Which; null for the one that was active before the one that is, or is now where the last failed.</param>
    /// <param name="cancellationToken">Ends the calls.</param>
    /// <returns>The deployment that goes back; or why there is none.</returns>
    public async Task<Result<StartedDeployment>> RollBackAsync(string? deploymentId, CancellationToken cancellationToken)
    {
        if (!(await FindAsync(cancellationToken)).Succeeded(out var found, out var refusal))
        {
            return refusal;
        }

        if (found.App is not { } app)
        {
            return DeployErrors.NothingToGoBackTo;
        }

        if (deploymentId is null)
        {
            if (!(await client.DeploymentsAsync(app.Id, cancellationToken)).Succeeded(out var deployments, out refusal))
            {
                return refusal;
            }

            deploymentId = deployments.FirstOrDefault(one => one.Phase is "SUPERSEDED" && one.Id != app.Active?.Id)?.Id;
        }

        if (deploymentId is null)
        {
            return DeployErrors.NothingToGoBackTo;
        }

        if (!(await client.ValidateRollbackAsync(app.Id, deploymentId, cancellationToken)).Succeeded(out var obstacle, out refusal))
        {
            return refusal;
        }

        if (obstacle.Length > 0)
        {
            return DeployErrors.CannotGoBack(obstacle);
        }

        if (!(await client.RollBackAsync(app.Id, deploymentId, cancellationToken)).Succeeded(out var deployment, out refusal))
        {
            return refusal;
        }

        var started = new StartedDeployment(app.Id, deployment.Id, IsNew: true);
        await trail.EnterStartAsync("deployment.rolled_back", started, cancellationToken);
        return started;
    }

    private async Task<Result<StartedDeployment>> BeginAsync(DeployPlan plan, bool isForced, CancellationToken cancellationToken)
    {
        if (plan.AppId is not { } appId)
        {
            return (await client.CreateAsync(plan.Spec, cancellationToken)).Succeeded(out var made, out var unmade)
                ? await StartedAsync(made, before: null, cancellationToken)
                : unmade;
        }

        if (plan.Changes.Count > 0)
        {
            if (!(await client.DeploymentsAsync(appId, cancellationToken)).Succeeded(out var known, out var refusal))
            {
                return refusal;
            }

            return (await client.UpdateAsync(appId, plan.Spec, cancellationToken)).Succeeded(out var updated, out refusal)
                ? await StartedAsync(updated, known is [var newest, ..] ? newest.Id : null, cancellationToken)
                : refusal;
        }

        if (plan.Underway is { } underway)
        {
            return new StartedDeployment(appId, underway.Id, IsNew: false);
        }

        if (!isForced)
        {
            throw new InvalidOperationException("There is nothing to change, and nothing is forced.");
        }

        return (await client.RebuildAsync(appId, cancellationToken)).Succeeded(out var rebuilt, out var error)
            ? new StartedDeployment(appId, rebuilt.Id, IsNew: true)
            : error;
    }

    /// <summary>The deployment that a change has set off: the answer may name it, or it is listed a moment later.</summary>
    private async Task<Result<StartedDeployment>> StartedAsync(PlatformApp app, string? before, CancellationToken cancellationToken)
    {
        if (app.Underway is { } named)
        {
            return new StartedDeployment(app.Id, named.Id, IsNew: true);
        }

        var began = clock.GetTimestamp();
        while (clock.GetElapsedTime(began) < UntilListed)
        {
            if (!(await client.DeploymentsAsync(app.Id, cancellationToken)).Succeeded(out var listed, out var refusal))
            {
                return refusal;
            }

            if (listed is [var newest, ..] && newest.Id != before)
            {
                return new StartedDeployment(app.Id, newest.Id, IsNew: true);
            }

            await Task.Delay(LookInterval, clock, cancellationToken);
        }

        return new Outbound.ServiceFailure(
            "deployment_not_listed", "DigitalOcean took the change and lists no deployment for it; run gonogo deploy again to follow it.");
    }

    private async Task<Result<FoundApp>> FindAsync(CancellationToken cancellationToken)
    {
        if (!client.IsConfigured)
        {
            return PlatformFailures.NoToken;
        }

        if (options.AppId is { } id)
        {
            return (await client.AppAsync(id, cancellationToken)).Succeeded(out var app, out var refusal) ? new FoundApp(app) : refusal;
        }

        return (await client.AppsAsync(cancellationToken)).Succeeded(out var apps, out var error)
            ? new FoundApp(apps.FirstOrDefault(app => app.Name == options.AppName))
            : error;
    }

    private async Task<Error?> FindDatabaseFaultAsync(CancellationToken cancellationToken)
    {
        if (!(await client.DatabasesAsync(cancellationToken)).Succeeded(out var databases, out var refusal))
        {
            return refusal;
        }

        return databases.FirstOrDefault(database => database.Name == options.Database) switch
        {
            null => DeployErrors.NoCluster(options.Database ?? ""),
            var database when !UnionRegion.Holds(database.Region) => DeployErrors.DatabaseElsewhere(database.Name, database.Region),
            _ => null,
        };
    }

    private sealed record FoundApp(PlatformApp? App);
}
