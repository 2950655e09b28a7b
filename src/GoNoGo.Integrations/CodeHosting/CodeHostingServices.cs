using GoNoGo.Blog.Content;
using GoNoGo.Integrations.Outbound;
using GoNoGo.Platform.Events;
using GoNoGo.Platform.Health;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Integrations.CodeHosting;

/// <summary>Registers what is asked of the service at which the content lies.</summary>
public static class CodeHostingServices
{
    // A fetch of a large repository over a slow line, and its check.
    private static readonly TimeSpan CheckTime = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Adds the content webhook and the reports to commits. The caller adds <see cref="ContentWebhookTarget"/> and a service.
    /// </summary>
    /// <param name="services">Must also get the blog and the platform; entities come with those of mail, of the same assembly.</param>
    /// <returns>The same collection.</returns>
    public static IServiceCollection AddCodeHosting(this IServiceCollection services)
    {
        services.AddSingleton<CallLedger>();
        services.AddScoped<ServiceHealth>();
        services.AddScoped<ContentWebhooks>();
        services.AddHealthCheck<WebhookExamination>(
            "webhook", HealthCheckUse.Doctor, check => check with { TimeLimit = WebhookExamination.TimeLimit, NeedsDatabase = true });
        services.AddEventWorker<ContentUpdated, ReportPush>(
            ReportPush.Name, subscription => subscription with { TimeLimit = CheckTime });
        services.AddEventWorker<ContentCheckRequested, ReportPullRequest>(
            ReportPullRequest.Name, subscription => subscription with { TimeLimit = CheckTime });
        return services;
    }
}
