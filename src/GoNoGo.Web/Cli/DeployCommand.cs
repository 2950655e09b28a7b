using System.CommandLine;
using System.Text.Json;
using GoNoGo.Integrations.DigitalOcean;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Hosting;

namespace GoNoGo.Web.Cli;

/// <summary>
/// <c>gonogo deploy</c>: this program on DigitalOcean App Platform, in the EU. The same again goes on from where it stands.
/// </summary>
internal static class DeployCommand
{
    public static Command Describe(SettingOptions options, TimeProvider clock)
    {
        var force = new Option<bool>("--force") { Description = "Build the app anew though nothing of it changes" };
        var secrets = new Option<bool>("--secrets") { Description = "Send secrets that the app has already, too" };
        var rollback = new Option<string?>("--rollback")
        {
            Description = "Go back to a deployment; without an id to the one before",
            HelpName = "ID",
            Arity = ArgumentArity.ZeroOrOne,
        };
        rollback.Validators.Add(result =>
        {
            if (result.Tokens is [var token, ..] && !Guid.TryParse(token.Value, out _))
            {
                result.AddError($"'{token.Value}' is no id of a deployment.");
            }
        });
        var yes = new Option<bool>("--yes") { Description = "Do it without asking" };
        var json = new Option<bool>("--json") { Description = "Print the outcome as JSON" };
        var command = new ExampleCommand(
            "deploy",
            "Shows what a deployment to DigitalOcean App Platform would change, asks, does it and follows it until it is active. A wrong "
            + "region, token, app or spec is refused before anything changes. Answers 1 if the deployment fails.",
            "gonogo deploy")
        {
            force,
            secrets,
            rollback,
            yes,
            json,
        };
        command.SetAction((parsed, cancellationToken) => CommandScope.RunAsync(options, parsed, clock, async services =>
        {
            await services.GetRequiredService<Preparation>().RunAsync(PlaceUse.Made, mayMigrate: false, cancellationToken);
            var run = new DeployRun(
                services.GetRequiredService<AppDeployer>(),
                parsed.InvocationConfiguration,
                parsed.GetValue(yes),
                parsed.GetValue(json));
            return parsed.GetResult(rollback) is not null
                ? await run.RollBackAsync(parsed.GetValue(rollback), cancellationToken)
                : await run.DeployAsync(parsed.GetValue(force), parsed.GetValue(secrets), cancellationToken);
        }, PlaceUse.Made));
        return command;
    }
}

/// <summary>One run of the command.</summary>
internal sealed class DeployRun(AppDeployer deployer, InvocationConfiguration configuration, bool yes, bool isJson)
{
    private readonly TextWriter output = configuration.Output;
    private readonly TextWriter error = configuration.Error;

    public async Task<Result<int>> DeployAsync(bool isForced, bool sendsSecrets, CancellationToken cancellationToken)
    {
        if (!(await deployer.PlanAsync(sendsSecrets, cancellationToken)).Succeeded(out var plan, out var refusal))
        {
            return refusal;
        }

        if (plan is { Changes.Count: 0, Underway: null } && !isForced)
        {
            await ReportAsync(new DeployView("unchanged", plan.AppId, null, []), "There is nothing to change.");
            return ExitCode.Done;
        }

        await ShowAsync(plan);
        if (plan.Changes.Count > 0 || plan.Underway is null)
        {
            var question = plan.AppId is null ? "Make the app?" : plan.Changes.Count > 0 ? "Deploy this?" : "Build the app anew?";
            if (!yes && !await Agreement.AsksAsync(error, question))
            {
                await error.WriteLineAsync("Nothing was changed.");
                return ExitCode.Failed;
            }
        }

        return (await deployer.ApplyAsync(plan, isForced, cancellationToken)).Succeeded(out var started, out refusal)
            ? await FollowAsync(started, plan.Changes, mayGoBack: plan.AppId is not null, cancellationToken)
            : refusal;
    }

    public async Task<Result<int>> RollBackAsync(string? deploymentId, CancellationToken cancellationToken)
    {
        if (!yes && !await Agreement.AsksAsync(error, "Go back to an earlier deployment?"))
        {
            await error.WriteLineAsync("Nothing was changed.");
            return ExitCode.Failed;
        }

        return (await deployer.RollBackAsync(deploymentId, cancellationToken)).Succeeded(out var started, out var refusal)
            ? await FollowAsync(started, [], mayGoBack: false, cancellationToken)
            : refusal;
    }

    private async Task<Result<int>> FollowAsync(
        StartedDeployment started, IReadOnlyList<SpecChange> changes, bool mayGoBack, CancellationToken cancellationToken)
    {
        var state = started.IsNew ? "has begun" : "is on its way";
        await error.WriteLineAsync($"Deployment {started.DeploymentId} of app {started.AppId} {state}.");
        var followed = await ProgressBar.ShowAsync("Deploying", progress => deployer.FollowAsync(started, progress, cancellationToken));
        if (!followed.Succeeded(out var deployment, out var refusal))
        {
            return refusal;
        }

        if (deployment.IsActive)
        {
            await ReportAsync(new DeployView("active", started.AppId, deployment.Id, changes), $"Deployment {deployment.Id} is active.");
            return ExitCode.Done;
        }

        var phase = deployment.Phase.ToLowerInvariant();
        await ReportAsync(
            new DeployView(phase, started.AppId, deployment.Id, changes),
            deployment.HasFailed
                ? $"Deployment {deployment.Id} has failed ({phase}); readers get what was there before. "
                    + "gonogo deploy --rollback goes back for good."
                : $"Deployment {deployment.Id} is still on its way ({phase}); gonogo deploy follows it.");
        return deployment.HasFailed && mayGoBack && !yes && !isJson && !Console.IsInputRedirected
            && await Agreement.AsksAsync(error, "Go back to the deployment before?")
                ? await GoBackAsync(cancellationToken)
                : ExitCode.Failed;
    }

    private async Task<Result<int>> GoBackAsync(CancellationToken cancellationToken)
    {
        if (!(await deployer.RollBackAsync(deploymentId: null, cancellationToken)).Succeeded(out var started, out var refusal))
        {
            return refusal;
        }

        await FollowAsync(started, [], mayGoBack: false, cancellationToken);
        return ExitCode.Failed; // What was to be deployed is not.
    }

    private async Task ShowAsync(DeployPlan plan)
    {
        if (isJson)
        {
            return;
        }

        foreach (var change in plan.Changes)
        {
            await output.WriteLineAsync(Printable.Line(change switch
            {
                { Before: null } => $"+ {change.Path} = {change.After}",
                { After: null } => $"- {change.Path} = {change.Before}",
                _ => $"~ {change.Path} = {change.Before} -> {change.After}",
            }));
        }

        if (plan.Underway is { } underway)
        {
            await output.WriteLineAsync($"A deployment is on its way: {underway.Id}.");
        }
    }

    private Task ReportAsync(DeployView view, string text) =>
        output.WriteLineAsync(isJson ? JsonSerializer.Serialize(view, CommandJson.Options) : text);

    private sealed record DeployView(string Outcome, string? AppId, string? DeploymentId, IReadOnlyList<SpecChange> Changes);
}
