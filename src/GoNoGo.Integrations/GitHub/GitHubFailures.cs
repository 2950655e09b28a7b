using System.Globalization;
using System.Net;
using GoNoGo.Integrations.Outbound;
using Octokit;

namespace GoNoGo.Integrations.GitHub;

/// <summary>What Octokit throws, as sentences that say what to do.</summary>
internal static class GitHubFailures
{
    public const string Name = "GitHub";
    private const string MissingPermissions = "X-Accepted-GitHub-Permissions";
    private const string NeededScopes = "X-Accepted-OAuth-Scopes";
    private const string RateReset = "X-RateLimit-Reset";
    private const string RateRemaining = "X-RateLimit-Remaining";
    private const string RetryAfter = "Retry-After";

    /// <summary>The failure; null for what Octokit does not throw.</summary>
    /// <param name="exception">As it was thrown.</param>
    /// <param name="now">Tells how long a spent quota lasts.</param>
    public static ServiceFailure? Of(Exception exception, DateTimeOffset now) => exception switch
    {
        RateLimitExceededException or SecondaryRateLimitExceededException or AbuseException =>
            ServiceFailures.QuotaSpent(Name, WaitOf(((ApiException)exception).HttpResponse, now)),
        AuthorizationException => new("token_refused", "GitHub does not take the token: it is wrong, revoked or over. Give a new one."),
        ApiException api => Of(api, now),
        RedirectRefusedException => new(
            "redirect_refused",
            "GitHub leads elsewhere, and nothing was sent there: look at GitHub:ApiUrl, and name the repository as it is called now."),
        InvalidOperationException { Source: nameof(Octokit) } => new(
            "redirect_refused", "GitHub leads from one address to the next without end; nothing was done."),
        _ => null,
    };

    public static ServiceFailure Moved(string repository) => new(
        "repository_moved", $"The repository has moved to {repository}; name it so in Content:Repository or GitHub:Repository.");

    private static ServiceFailure Of(ApiException exception, DateTimeOffset now) => exception.StatusCode switch
    {
        // GitHub also answers 403 to a spent quota, and Octokit knows not every form of it.
        HttpStatusCode.Forbidden or HttpStatusCode.TooManyRequests when IsQuota(exception.HttpResponse) =>
            ServiceFailures.QuotaSpent(Name, WaitOf(exception.HttpResponse, now)),
        HttpStatusCode.TooManyRequests => ServiceFailures.QuotaSpent(Name, WaitOf(exception.HttpResponse, now)),
        HttpStatusCode.Forbidden => new("permission_missing", Permission(exception.HttpResponse)),
        HttpStatusCode.NotFound => new(
            "not_found",
            "GitHub knows no such repository or webhook, or does not show it to this token. " + Permission(exception.HttpResponse)),
        HttpStatusCode.UnprocessableEntity => new("request_refused", "GitHub refuses the request: " + Reason(exception)),
        HttpStatusCode.MovedPermanently or HttpStatusCode.PermanentRedirect or HttpStatusCode.TemporaryRedirect => new(
            "repository_moved", "The repository has moved; name it in Content:Repository or GitHub:Repository as it is called now."),
        >= HttpStatusCode.InternalServerError => ServiceFailures.Failing(Name, (int)exception.StatusCode),
        _ => ServiceFailures.Unexpected(Name, (int)exception.StatusCode),
    };

    /// <summary>Which permission the token lacks, as GitHub says it in a header.</summary>
    private static string Permission(IResponse? response)
    {
        var needed = Header(response, MissingPermissions) ?? Header(response, NeededScopes);
        return needed is null
            ? "The token may need more permissions: webhooks (write), commit statuses (write), or checks (write) for an App."
            : $"The token needs the permission {Words(needed)}.";
    }

    // The texts of a validation may repeat what was sent, a secret too; fields and codes do not.
    private static string Reason(ApiException exception)
    {
        var errors = exception.ApiError?.Errors?.Where(error => error?.Code is not null).ToList() ?? [];
        return errors.Count == 0
            ? "it does not say why."
            : string.Join(", ", errors.Select(error => Words($"{error.Field ?? error.Resource} {error.Code}"))) + ".";
    }

    private static bool IsQuota(IResponse? response) => Header(response, RateRemaining) == "0" || Header(response, RetryAfter) is not null;

    private static TimeSpan? WaitOf(IResponse? response, DateTimeOffset now)
    {
        if (Header(response, RetryAfter) is { } after
            && int.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return TimeSpan.FromSeconds(seconds);
        }

        return Header(response, RateReset) is { } reset
            && long.TryParse(reset, NumberStyles.None, CultureInfo.InvariantCulture, out var moment)
            && moment <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            && DateTimeOffset.FromUnixTimeSeconds(moment) - now is { Ticks: > 0 } wait
                ? wait
                : null;
    }

    private static string? Header(IResponse? response, string name)
    {
        var found = response?.Headers?.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
        return found is { Length: > 0 } ? found : null;
    }

    // Words of another server go to terminals and pages.
    private static string Words(string text)
    {
        var plain = string.Concat(text.Where(letter =>
            char.IsAsciiLetterOrDigit(letter) || " :=,_-.".Contains(letter, StringComparison.Ordinal)));
        return plain.Length > 120 ? plain[..120] : plain;
    }
}
