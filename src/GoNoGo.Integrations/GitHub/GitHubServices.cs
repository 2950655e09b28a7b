using GoNoGo.Blog.Content;
using GoNoGo.Integrations.CodeHosting;
using GoNoGo.Integrations.Outbound;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GoNoGo.Integrations.GitHub;

/// <summary>Registers GitHub as the hosting service of the content.</summary>
public static class GitHubServices
{
    /// <summary>Adds it. Nothing is asked of GitHub before somebody gives a token.</summary>
    /// <param name="services">Must also get the parts of <see cref="CodeHostingServices"/>.</param>
    /// <returns>The same collection.</returns>
    public static IServiceCollection AddGitHub(this IServiceCollection services)
    {
        services.AddOptions<GitHubOptions>().BindConfiguration(GitHubOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOutboundClient(GitHubHost.ServiceId)
            .AddHttpMessageHandler(() => new JsonPatches())
            .AddHttpMessageHandler(() => new SameOriginRedirects());
        services.AddSingleton<ICodeHost>(provider => new GitHubHost(
            provider.GetRequiredService<IOptions<GitHubOptions>>().Value,
            provider.GetRequiredService<IOptions<ContentOptions>>().Value.Repository,
            provider.GetRequiredService<IHttpMessageHandlerFactory>(),
            provider.GetRequiredService<CallLedger>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(ServiceHealth.CheckOf(GitHubHost.ServiceId));
        return services;
    }
}
