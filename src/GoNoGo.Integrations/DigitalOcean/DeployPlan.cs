using System.Globalization;
using System.Text.Json.Nodes;

namespace GoNoGo.Integrations.DigitalOcean;

/// <summary>What a deployment would change.</summary>
/// <param name="AppId">The app; null where it is to be made.</param>
/// <param name="Changes">Line by line, without secrets; empty where the app is as it should be.</param>
/// <param name="Underway">A deployment that is on its way already; null where none is.</param>
public sealed record DeployPlan(string? AppId, IReadOnlyList<SpecChange> Changes, PlatformDeployment? Underway)
{
    /// <summary>The whole spec. Secret.</summary>
    internal JsonObject Spec { get; init; } = [];

    /// <summary>Without the spec.</summary>
    /// <returns>How many changes there are.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Changes.Count} changes");
}

/// <summary>A deployment that has begun.</summary>
/// <param name="AppId">The app.</param>
/// <param name="DeploymentId">The deployment.</param>
/// <param name="IsNew">Whether this run has set it off; else it was on its way.</param>
public sealed record StartedDeployment(string AppId, string DeploymentId, bool IsNew);
