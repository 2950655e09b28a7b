using System.Globalization;
using System.Text.Json.Nodes;

namespace GoNoGo.Integrations.DigitalOcean;

/// <summary>Reads the answers of App Platform, as far as they are needed.</summary>
internal static class PlatformJson
{
    public static PlatformApp App(JsonNode app)
    {
        var spec = (JsonObject)app["spec"]!.DeepClone();
        return new PlatformApp(
            (string)app["id"]!,
            (string)spec["name"]!,
            (string?)app["region"]?["slug"] ?? (string?)spec["region"] ?? "",
            spec,
            (string?)app["live_url"])
        {
            Active = MaybeDeployment(app["active_deployment"]),
            Underway = MaybeDeployment(app["in_progress_deployment"]) ?? MaybeDeployment(app["pending_deployment"]),
        };
    }

    public static PlatformDeployment Deployment(JsonNode deployment) => new(
        (string)deployment["id"]!,
        (string?)deployment["phase"] ?? "UNKNOWN",
        (int?)deployment["progress"]?["success_steps"] ?? 0,
        (int?)deployment["progress"]?["total_steps"] ?? 0,
        (DateTimeOffset?)deployment["created_at"] ?? DateTimeOffset.UnixEpoch);

    public static IReadOnlyList<IReadOnlyList<double>> Series(JsonObject answer) =>
    [
        .. answer["data"]!["result"]!.AsArray().Select(series => (IReadOnlyList<double>)
        [
            .. series!["values"]!.AsArray().Select(point => double.Parse(
                point![1]!.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture)),
        ]),
    ];

    public static long Bandwidth(JsonObject answer) => (answer["app_bandwidth_usage"] as JsonArray ?? [])
        .Sum(usage => long.Parse(usage!["bandwidth_bytes"]!.ToString(), NumberStyles.None, CultureInfo.InvariantCulture));

    // App Platform leaves a deployment out, or sends an empty one.
    private static PlatformDeployment? MaybeDeployment(JsonNode? deployment) =>
        deployment?["id"] is null || (string?)deployment["id"] == "" ? null : Deployment(deployment);
}
