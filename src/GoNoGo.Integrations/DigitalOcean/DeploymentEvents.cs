using GoNoGo.Platform.Events;
using GoNoGo.Platform.Privacy;

namespace GoNoGo.Integrations.DigitalOcean;

/// <summary>A deployment of this program has begun.</summary>
/// <param name="DeploymentId">The service's id.</param>
/// <param name="AppId">The app's.</param>
public sealed record DeploymentStarted([NotPersonal] string DeploymentId, [NotPersonal] string AppId) : IEvent
{
    /// <inheritdoc />
    public static string Type => "deployment.started";

    /// <inheritdoc />
    public static int Version => 1;

    /// <inheritdoc />
    public string AggregateId => DeploymentId;
}

/// <summary>A deployment has become active, or has failed.</summary>
/// <param name="DeploymentId">The service's id.</param>
/// <param name="AppId">The app's.</param>
/// <param name="Phase">How it ended, such as <c>ACTIVE</c>.</param>
public sealed record DeploymentEnded([NotPersonal] string DeploymentId, [NotPersonal] string AppId, [NotPersonal] string Phase) : IEvent
{
    /// <inheritdoc />
    public static string Type => "deployment.ended";

    /// <inheritdoc />
    public static int Version => 1;

    /// <inheritdoc />
    public string AggregateId => DeploymentId;
}
