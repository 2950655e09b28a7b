using GoNoGo.Platform.Health;

namespace GoNoGo.Integrations.DigitalOcean;

/// <summary>Whether the app and its database stand in the EU, as was found last. Outside of it nothing is served any more.</summary>
internal sealed class RegionHealthCheck(RegionWatch watch) : IHealthCheck
{
    public const string Name = "region";

    public Task<HealthState> CheckAsync(CancellationToken cancellationToken) => Task.FromResult(StateOf(watch.State));

    public static HealthState StateOf(RegionState state)
    {
        var details = state.Places.Length > 0 ? new Dictionary<string, object> { ["places"] = state.Places } : [];
        return state switch
        {
            { Finding: RegionFinding.Outside } => new HealthState(HealthStatus.Unhealthy)
            {
                Details = details,
                Troubles =
                [
                    new HealthTrouble(
                        "region_outside_union",
                        true,
                        $"The app or its database stands outside of the EU ({state.Places}), so that nothing is served: "
                        + "move it to ams or fra."),
                ],
            },
            { ErrorType: { } errorType } => HealthState.Of(
            [
                new HealthTrouble(
                    "region_unknown",
                    true,
                    $"DigitalOcean does not say where the app stands ({errorType}): look at GoNoGo:DigitalOcean:Token and AppId."),
            ]) with
            { Details = details },
            _ => new HealthState(HealthStatus.Healthy) { Details = details },
        };
    }
}

/// <summary>The same, asked of DigitalOcean now.</summary>
internal sealed class RegionExamination(RegionWatch watch) : IHealthCheck
{
    public static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(60);

    public async Task<HealthState> CheckAsync(CancellationToken cancellationToken) => RegionHealthCheck.StateOf(
        watch.IsConfigured ? await watch.LookAsync(cancellationToken) : watch.State);
}
