using GoNoGo.Accounts.Users;
using GoNoGo.Gdpr.Rights;
using GoNoGo.Platform.Health;
using GoNoGo.Web.Access;
using GoNoGo.Web.Pages;

namespace GoNoGo.Web.Health;

/// <summary>
/// What an orchestrator asks: does the process live, and may it get requests? And, for staff and their programs alone, how every part is
/// doing.
/// </summary>
internal static class HealthEndpoints
{
    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        const HealthCheckUse always = HealthCheckUse.Report | HealthCheckUse.Doctor;
        services.AddHealthWatch();
        services.AddSingleton<IControllerFacts, SiteController>();
        services.AddSingleton(provider => new BackupAge(provider.GetRequiredService<IConfiguration>()[BackupAge.Setting]));
        services.AddHealthCheck<CacheHealthCheck>("cache", HealthCheckUse.Report);
        services.AddHealthCheck<BackupHealthCheck>("backup", always);
        services.AddHealthCheck<ProxyExamination>("proxy", HealthCheckUse.Doctor);
        services.AddHealthCheck<NameExamination>(
            "dns", HealthCheckUse.Doctor, check => check with { TimeLimit = NameExamination.TimeLimit });
        return services.AddSingleton<Doctor>();
    }

    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods("/health/live", PageRoutes.Reading, (HttpResponse response) =>
        {
            response.Headers.CacheControl = "no-store";
            return TypedResults.Json(new { status = "live" });
        }).OpenToEveryone();
        endpoints.MapMethods("/health/ready", PageRoutes.Reading, async (HttpContext http, Readiness readiness) =>
        {
            http.Response.Headers.CacheControl = "no-store";
            var missing = await readiness.FindMissingAsync(http.RequestAborted);
            return missing.Count == 0
                ? TypedResults.Json(new { status = "ready", waiting_for = missing })
                : TypedResults.Json(new { status = "waiting", waiting_for = missing }, statusCode: StatusCodes.Status503ServiceUnavailable);
        }).OpenToEveryone();
        endpoints.MapMethods("/health", PageRoutes.Reading, async (HttpContext http, HealthMonitor monitor) =>
        {
            http.Response.Headers.CacheControl = "no-store";
            return TypedResults.Json(await monitor.CheckSystemHealthAsync(http.RequestAborted), HealthJson.Options);
        }).RequirePermission(Permission.ReadHealth).TakeTokens();
    }
}
