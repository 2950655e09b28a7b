using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using GoNoGo.Integrations.Outbound;

namespace GoNoGo.Integrations.DigitalOcean;

/// <summary>What DigitalOcean answers in place of what was asked for, as sentences that say what to do.</summary>
internal static partial class PlatformFailures
{
    public const string Name = "DigitalOcean";
    private const string RateReset = "ratelimit-reset";
    private const int LongestReason = 300;

    public static ServiceFailure Unreadable { get; } = new(
        "answer_unreadable", "DigitalOcean sent an answer that cannot be read; nothing of it was used.")
    { IsTransient = true };

    public static ServiceFailure NoToken { get; } = new(
        "token_missing", "There is no token for DigitalOcean: give one as GoNoGo__DigitalOcean__Token_FILE.");

    /// <summary>The failure of an error answer.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="secrets">What must not show, whatever the answer repeats.</param>
    /// <param name="now">Tells how long a spent quota lasts.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<ServiceFailure> OfAsync(
        HttpResponseMessage response, IEnumerable<string> secrets, DateTimeOffset now, CancellationToken cancellationToken) =>
        response.StatusCode switch
        {
            HttpStatusCode.Unauthorized => new(
                "token_refused", "DigitalOcean does not take the token: it is wrong, revoked or over. Give a new one."),
            HttpStatusCode.Forbidden => new(
                "permission_missing",
                "The token may not do this: it needs the scopes app:create, app:read, app:update, database:read and monitoring:read."),
            HttpStatusCode.NotFound => new(
                "not_found", "DigitalOcean has no such app or deployment, or does not show it to this token; look at DigitalOcean:AppId."),
            HttpStatusCode.TooManyRequests => ServiceFailures.QuotaSpent(Name, WaitOf(response, now)),
            HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity or HttpStatusCode.Conflict => new(
                "request_refused", $"DigitalOcean refuses the request: {await ReasonAsync(response, secrets, cancellationToken)}"),
            >= HttpStatusCode.InternalServerError => ServiceFailures.Failing(Name, (int)response.StatusCode),
            _ => ServiceFailures.Unexpected(Name, (int)response.StatusCode),
        };

    /// <summary>Why a spec is wrong only DigitalOcean knows; what it repeats of it is cut and stripped of all that was secret.</summary>
    private static async Task<string> ReasonAsync(
        HttpResponseMessage response, IEnumerable<string> secrets, CancellationToken cancellationToken)
    {
        const string none = "it does not say why.";
        try
        {
            using var document = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken));
            return document.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("message", out var message)
                && message.ValueKind is JsonValueKind.String
                && message.GetString() is { Length: > 0 } text
                    ? Clean(text, secrets)
                    : none;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return none;
        }
    }

    private static string Clean(string text, IEnumerable<string> secrets)
    {
        foreach (var secret in secrets.Where(secret => secret.Length > 0).OrderByDescending(secret => secret.Length))
        {
            text = text.Replace(secret, "[secret]", StringComparison.Ordinal);
        }

        text = EmailLike().Replace(text, "[address]");
        var line = string.Concat(text.Select(letter => char.IsControl(letter) || letter == '\u202e' ? ' ' : letter)).Trim();
        return line.Length > LongestReason ? line[..LongestReason] + "…" : line;
    }

    private static TimeSpan? WaitOf(HttpResponseMessage response, DateTimeOffset now)
    {
        if (response.Headers.RetryAfter?.Delta is { } delta)
        {
            return delta;
        }

        return response.Headers.TryGetValues(RateReset, out var values)
            && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            && DateTimeOffset.FromUnixTimeSeconds(seconds) - now is { Ticks: > 0 } wait
                ? wait
                : null;
    }

    [GeneratedRegex(@"[^\s@<>""']+@[^\s@<>""']+", RegexOptions.None, 1000)]
    private static partial Regex EmailLike();
}
