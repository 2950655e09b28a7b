using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Integrations.Webhooks;

/// <summary>Registers what takes webhooks.</summary>
public static class WebhookServices
{
    /// <summary>Adds the intake and the worker that follows it.</summary>
    /// <param name="services">Must also get the blog and the platform; entities come with those of mail, of the same assembly.</param>
    /// <returns>The same collection.</returns>
    public static IServiceCollection AddWebhooks(this IServiceCollection services)
    {
        services.AddSingleton<WebhookWork>();
        services.AddScoped<WebhookIntake>();
        services.AddHostedService<WebhookWorker>();
        return services;
    }
}
