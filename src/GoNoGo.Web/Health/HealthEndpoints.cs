using GoNoGo.Blog.Content;
using GoNoGo.Integrations.DigitalOcean;
using GoNoGo.Web.Access;
using GoNoGo.Web.Pages;

namespace GoNoGo.Web.Health;

/// <summary>What an orchestrator asks: does the process live, and may it get requests?</summary>
internal static class HealthEndpoints
{
    public static IServiceCollection AddHealth(this IServiceCollection services) => services.AddSingleton(provider =>
    {
        var snapshots = provider.GetRequiredService<SnapshotStore>();
        return new ReadinessCondition("content", () => snapshots.Current is not null);
    });

    /// <summary>Turns readiness red where the app or its database was found outside of the EU.</summary>
    public static IServiceCollection AddRegionReadiness(this IServiceCollection services) => services.AddSingleton(provider =>
    {
        var watch = provider.GetRequiredService<RegionWatch>();
        return new ReadinessCondition("region_in_eu", () => watch.State.Finding is not RegionFinding.Outside);
    });

    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods("/health/live", PageRoutes.Reading, (HttpResponse response) =>
        {
            response.Headers.CacheControl = "no-store";
            return TypedResults.Json(new { status = "live" });
        }).OpenToEveryone();
        endpoints.MapMethods("/health/ready", PageRoutes.Reading, (HttpResponse response, IEnumerable<ReadinessCondition> conditions) =>
        {
            response.Headers.CacheControl = "no-store";
            string[] missing = [.. conditions.Where(condition => !condition.IsMet()).Select(condition => condition.Name)];
            return missing.Length == 0
                ? TypedResults.Json(new { status = "ready", waiting_for = missing })
                : TypedResults.Json(new { status = "waiting", waiting_for = missing }, statusCode: StatusCodes.Status503ServiceUnavailable);
        }).OpenToEveryone();
    }
}
