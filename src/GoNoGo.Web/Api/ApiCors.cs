using GoNoGo.Web.Configuration;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace GoNoGo.Web.Api;

/// <summary>Pages of other sites that use what everybody may: those that are configured, without cookies (Fetch standard, CORS).</summary>
internal static class ApiCors
{
    public const string Policy = "api";

    private static readonly TimeSpan PreflightKept = TimeSpan.FromHours(1);

    public static IServiceCollection AddApiCors(this IServiceCollection services)
    {
        services.AddCors();
        services.AddOptions<CorsOptions>().Configure<IOptions<ApiOptions>>((cors, api) => cors.AddPolicy(Policy, policy => policy
            .WithOrigins([.. api.Value.Origins])
            .WithMethods(HttpMethods.Get, HttpMethods.Post)
            .WithHeaders(HeaderNames.ContentType, HeaderNames.IfNoneMatch, "Idempotency-Key")
            .WithExposedHeaders(
                HeaderNames.ETag, HeaderNames.Link, HeaderNames.Location, HeaderNames.RetryAfter, "RateLimit", "RateLimit-Policy")
            .SetPreflightMaxAge(PreflightKept)));
        return services;
    }

    /// <summary>
    /// Lets them in where an endpoint says so. What no other site may use does not come by here: it notes down for each request that it was
    /// passed.
    /// </summary>
    public static void UseApiCors(this IApplicationBuilder app) => app.UseWhen(
        http => http.GetEndpoint() is not RouteEndpoint endpoint || endpoint.Metadata.GetMetadata<ICorsMetadata>() is not null,
        branch => branch.UseCors());

    /// <summary>
    /// Says that the answer depends on who asks, so that a cache keeps none without the header for those who need it (Fetch standard, CORS
    /// protocol and HTTP caches). Where a page of one of several sites asks, the framework says it.
    /// </summary>
    public static void VaryByOrigin(HttpContext http)
    {
        var origins = http.RequestServices.GetRequiredService<IOptions<ApiOptions>>().Value.Origins.Count;
        if (http.GetEndpoint()?.Metadata.GetMetadata<IEnableCorsAttribute>() is not null
            && (origins == 1 || (origins > 1 && http.Request.Headers.Origin.Count == 0)))
        {
            http.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Origin);
        }
    }
}
