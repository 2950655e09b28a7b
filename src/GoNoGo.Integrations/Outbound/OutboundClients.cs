using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.Timeout;

namespace GoNoGo.Integrations.Outbound;

/// <summary>Registers the way to a service: time limits, tries, breaker and size, the same for every service.</summary>
internal static class OutboundClients
{
    /// <summary>Adds a named client.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="name">The service's name, such as <c>github</c>.</param>
    /// <returns>To add to it.</returns>
    public static IHttpClientBuilder AddOutboundClient(this IServiceCollection services, string name)
    {
        var client = services.AddHttpClient(name)
            .RemoveAllLoggers() // The ledger tells of calls; addresses do not belong into the log.
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                AutomaticDecompression = DecompressionMethods.All,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            });
        client.AddResilienceHandler("outbound", (pipeline, context) =>
            Build(pipeline, context.ServiceProvider.GetKeyedService<OutboundLimits>(name) ?? new OutboundLimits()));
        return client.AddHttpMessageHandler(services => new AnswerLimit(
            (services.GetKeyedService<OutboundLimits>(name) ?? new OutboundLimits()).LargestAnswer));
    }

    private static void Build(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, OutboundLimits limits)
    {
        pipeline.TimeProvider = limits.Clock ?? pipeline.TimeProvider;
        pipeline.AddTimeout(limits.Total);
        if (limits.Retries > 0)
        {
            var retry = new HttpRetryStrategyOptions
            {
                MaxRetryAttempts = limits.Retries,
                Delay = limits.RetryDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = static attempt => ValueTask.FromResult(IsFailing(attempt.Outcome)),
            };
            retry.DisableForUnsafeHttpMethods();
            pipeline.AddRetry(retry);
        }

        pipeline
            .AddCircuitBreaker(new HttpCircuitBreakerStrategyOptions
            {
                FailureRatio = 0.5,
                MinimumThroughput = limits.Tolerated,
                SamplingDuration = limits.Window,
                BreakDuration = limits.Rest,
                ShouldHandle = static attempt => ValueTask.FromResult(IsFailing(attempt.Outcome)),
            })
            .AddTimeout(limits.Attempt);
    }

    // A spent quota is no fault of the service, and asking again at once would only spend more.
    private static bool IsFailing(Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Exception: HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } } => false, // As large again.
        { Exception: HttpRequestException or IOException or TimeoutRejectedException } => true,
        { Result: { } response } => (int)response.StatusCode >= 500,
        _ => false,
    };
}
