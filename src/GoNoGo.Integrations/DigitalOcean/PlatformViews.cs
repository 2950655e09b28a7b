using System.Text.Json.Nodes;

namespace GoNoGo.Integrations.DigitalOcean;

/// <summary>An app as App Platform has it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Region">Where it runs, such as <c>fra</c>; empty where that is not said.</param>
/// <param name="Spec">What it is made of. Secrets in it are encrypted.</param>
/// <param name="LiveUrl">Where readers find it; null before the first deployment.</param>
internal sealed record PlatformApp(string Id, string Name, string Region, JsonObject Spec, string? LiveUrl)
{
    /// <summary>The deployment that readers get; null before the first.</summary>
    public PlatformDeployment? Active { get; init; }

    /// <summary>The deployment that is on its way; null where none is.</summary>
    public PlatformDeployment? Underway { get; init; }
}

/// <summary>A deployment.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Phase">How far it is, such as <c>ACTIVE</c>.</param>
/// <param name="Done">How many steps are done.</param>
/// <param name="Total">Of how many.</param>
/// <param name="CreatedAt">When it began, UTC.</param>
public sealed record PlatformDeployment(string Id, string Phase, int Done, int Total, DateTimeOffset CreatedAt)
{
    /// <summary>Whether readers get it.</summary>
    public bool IsActive => Phase == "ACTIVE";

    /// <summary>Whether it will not become active any more.</summary>
    public bool HasFailed => Phase is "ERROR" or "CANCELED" or "SUPERSEDED";
}

/// <summary>A managed database cluster.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Region">Where it stands, such as <c>fra1</c>.</param>
internal sealed record PlatformDatabase(string Name, string Region);
