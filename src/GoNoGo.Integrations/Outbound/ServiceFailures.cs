using System.Globalization;
using System.Runtime.Serialization;
using System.Text.Json;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace GoNoGo.Integrations.Outbound;

/// <summary>What can go wrong with any service, each as one sentence.</summary>
internal static class ServiceFailures
{
    /// <summary>The failure that an exception of a call stands for.</summary>
    /// <param name="service">The service's name for people, such as <c>GitHub</c>.</param>
    /// <param name="exception">What the call threw.</param>
    /// <returns>Null for what no call throws: a bug.</returns>
    public static ServiceFailure? Of(string service, Exception exception) => exception switch
    {
        BrokenCircuitException => new(
            "service_left_alone", $"{service} has failed too often and is left alone for a while; try again later.")
        {
            IsTransient = true,
        },
        TimeoutRejectedException or TaskCanceledException or TimeoutException =>
            new("service_too_slow", $"{service} did not answer in time; try again later.") { IsTransient = true },
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } =>
            new("answer_too_large", $"{service} sent more than is read; nothing of it was used."),
        HttpRequestException or IOException =>
            new("service_unreachable", $"{service} cannot be reached, or broke off; look at the network and try again.")
            {
                IsTransient = true,
            },
        // Octokit reads JSON and redirects in its own way.
        JsonException or SerializationException or InvalidOperationException { Source: "System.Private.Uri" } =>
            new("answer_unreadable", $"{service} sent an answer that cannot be read; nothing of it was used.") { IsTransient = true },
        _ => null,
    };

    public static ServiceFailure Failing(string service, int status) => new(
        "service_failing",
        string.Create(CultureInfo.InvariantCulture, $"{service} answered with an error of its own ({status}); try again later."))
    {
        IsTransient = true,
    };

    public static ServiceFailure QuotaSpent(string service, TimeSpan? wait) => new(
        "quota_spent",
        wait is { } known
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{service} takes no more requests of this token for now; try again in {Math.Ceiling(known.TotalMinutes):0} min.")
            : $"{service} takes no more requests of this token for now; try again later.")
    {
        IsTransient = true,
        RetryAfter = wait,
    };

    public static ServiceFailure Unexpected(string service, int status) => new(
        "answer_unexpected",
        string.Create(CultureInfo.InvariantCulture, $"{service} answered {status}, which means nothing here; nothing was done."));
}
