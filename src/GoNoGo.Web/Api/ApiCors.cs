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
}
