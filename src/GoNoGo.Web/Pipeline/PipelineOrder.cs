using GoNoGo.Web.Hosting;

namespace GoNoGo.Web.Pipeline;

/// <summary>
/// The stages every request passes, outside in, and every answer inside out, those for errors too. The one that answers for failures
/// stands right behind the first, and what proxies and routing say of a request is known before the second.
/// </summary>
internal static class PipelineOrder
{
    public static void UseStages(this IApplicationBuilder app)
    {
        app.UseMiddleware<SecurityHeaders>();
        app.UseFailureResponses();
        app.UseForwardedRequests();
        app.UseRouting();
        app.UseMiddleware<RateLimiting>();
        app.UseMiddleware<GdprCompliance>();
        app.UseMiddleware<Authentication>();
        app.UseMiddleware<Authorization>();
    }
}
