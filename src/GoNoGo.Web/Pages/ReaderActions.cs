using GoNoGo.Gdpr.UserActions;

namespace GoNoGo.Web.Pages;

/// <summary>Tells of what readers do: that a post was read and from which domain, that somebody searched. Never who.</summary>
/// <param name="note">Takes note of what a reader did; returns at once.</param>
internal sealed class ReaderActions(Action<UserAction> note)
{
    private const string On = "1";

    public void PostRead(HttpRequest request, string slug)
    {
        // A page that the browser fetches ahead may never be read.
        if (!HttpMethods.IsGet(request.Method) || request.Headers.ContainsKey("Sec-Purpose"))
        {
            return;
        }

        var fields = new Dictionary<string, string>(StringComparer.Ordinal) { [UserActionTypes.Post] = slug };
        if (ReferrerDomain(request) is { } domain)
        {
            fields[UserActionTypes.ReferrerDomain] = domain;
        }

        note(new UserAction(UserActionTypes.PostRead) { Fields = fields, IsCountOnly = AsksNotToBeTracked(request) });
    }

    public void Searched(HttpRequest request) =>
        note(new UserAction(UserActionTypes.Search) { IsCountOnly = AsksNotToBeTracked(request) });

    /// <summary>Global Privacy Control (https://w3c.github.io/gpc/) and its forerunner.</summary>
    private static bool AsksNotToBeTracked(HttpRequest request) =>
        request.Headers["Sec-GPC"] == On || request.Headers["DNT"] == On;

    private static string? ReferrerDomain(HttpRequest request) =>
        request.Headers.Referer is { Count: > 0 } sent
        && Uri.TryCreate(sent.ToString(), UriKind.Absolute, out var referrer)
        && referrer is { Scheme: "http" or "https", HostNameType: UriHostNameType.Dns }
        && !string.Equals(referrer.IdnHost, request.Host.Host, StringComparison.OrdinalIgnoreCase)
            ? referrer.IdnHost.ToLowerInvariant()
            : null;
}
