using GoNoGo.Web.Api;
using GoNoGo.Web.Hosting;

namespace GoNoGo.Web.Pipeline;

/// <summary>
/// The stages every request passes, outside in, and every answer inside out, those for errors too. What proxies say of a request is known
/// before the first, and what routing says before the second; what answers for failures stands right behind the first. What turns other
/// names away, and answers browsers that ask beforehand, stands behind the fourth: it is counted and written down like all else.
/// </summary>
internal static class PipelineOrder
{
    /// <summary>The seven, from the outside in.</summary>
    public static IReadOnlyList<Type> Stages { get; } =
    [
        typeof(SecurityHeaders),
        typeof(RateLimiting),
        typeof(GdprCompliance),
        typeof(AuditLogging),
        typeof(Validation),
        typeof(Authentication),
        typeof(Authorization),
    ];

    public static void UseStages(this IApplicationBuilder app)
    {
        app.UseForwardedRequests();
        app.UseMiddleware(Stages[0]);
        app.UseFailureResponses();
        app.UseRouting();
        app.UseThreadsOfThePool();
        foreach (var stage in Stages.Skip(1))
        {
            app.UseMiddleware(stage);
            if (stage == typeof(AuditLogging))
            {
                app.UseMiddleware<HostNames>();
                app.UseApiCors();
            }
        }
    }
}
