using GoNoGo.Web.Hosting;

namespace GoNoGo.Web.Pipeline;

/// <summary>
/// The stages every request passes, outside in. Those of limits and audit take their places here when they come.
/// </summary>
internal static class PipelineOrder
{
    public static void UseStages(this IApplicationBuilder app)
    {
        app.UseMiddleware<SecurityHeaders>();
        app.UseFailureResponses();
        app.UseMiddleware<GdprCompliance>();
        app.UseMiddleware<Authentication>();
        app.UseMiddleware<Authorization>();
    }
}
