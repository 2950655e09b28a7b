using GoNoGo.Web.Pages.Keeping;
using GoNoGo.Web.Telemetry;

namespace GoNoGo.Web.Configuration;

/// <summary>Registers the option records of the web project; each module registers its own.</summary>
internal static class WebOptions
{
    public static IServiceCollection AddWebOptions(this IServiceCollection services)
    {
        Add<SiteOptions>(services, SiteOptions.Section);
        Add<ProxyOptions>(services, ProxyOptions.Section);
        Add<ApiOptions>(services, ApiOptions.Section);
        Add<RateLimitingOptions>(services, RateLimitingOptions.Section);
        Add<PageOptions>(services, PageOptions.Section);
        Add<WebhookOptions>(services, WebhookOptions.Section);
        Add<TelemetryOptions>(services, TelemetryOptions.Section);
        return services;
    }

    private static void Add<T>(IServiceCollection services, string section)
        where T : class => services.AddOptions<T>().BindConfiguration(section).ValidateDataAnnotations().ValidateOnStart();
}
