using System.Globalization;
using GoNoGo.Platform.Limits;

namespace GoNoGo.Web.Limits;

/// <summary>
/// Tells a program how much it has left (draft-ietf-httpapi-ratelimit-headers-10): the policy, and what is left of it. Never on what
/// everybody gets the same bytes of.
/// </summary>
internal static class LimitFields
{
    private const string Policy = "RateLimit-Policy";
    private const string Left = "RateLimit";

    public static void Write(HttpResponse response, LimitState state)
    {
        var reset = Seconds(state.IsTaken ? state.Limit.Window : state.Wait);
        Write(response, state.Limit.Kind, state.Limit.Amount, Seconds(state.Limit.Window), state.Left, reset);
        if (!state.IsTaken)
        {
            response.Headers.RetryAfter = reset.ToString(CultureInfo.InvariantCulture);
        }
    }

    /// <summary>For what has no place of its own: the limit of reads.</summary>
    public static void WriteRefused(HttpResponse response, string kind, int amount, TimeSpan window, TimeSpan wait)
    {
        Write(response, kind, amount, Seconds(window), left: 0, Seconds(wait));
        response.Headers.RetryAfter = Seconds(wait).ToString(CultureInfo.InvariantCulture);
    }

    private static void Write(HttpResponse response, string kind, int amount, int window, int left, int reset)
    {
        response.Headers[Policy] = string.Create(CultureInfo.InvariantCulture, $"\"{kind}\";q={amount};w={window}");
        response.Headers[Left] = string.Create(CultureInfo.InvariantCulture, $"\"{kind}\";r={left};t={reset}");
    }

    private static int Seconds(TimeSpan span) => Math.Max(1, (int)Math.Ceiling(span.TotalSeconds));
}
