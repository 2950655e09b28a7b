using GoNoGo.Gdpr.UserActions;

namespace GoNoGo.Web.Pages;

/// <summary>Tells of what readers do: that a post was read and from which domain, that somebody searched. Never who.</summary>
internal static class ReaderActions
{
    private const string On = "1";

    public static void PostRead(HttpContext http, string slug)
    {
        // A page that the browser fetches ahead may never be read.
        if (!HttpMethods.IsGet(http.Request.Method) || http.Request.Headers.ContainsKey("Sec-Purpose"))
        {
            return;
        }

        var fields = new Dictionary<string, string>(StringComparer.Ordinal) { [UserActionTypes.Post] = slug };
        if (ReferrerDomain(http.Request) is { } domain)
        {
            fields[UserActionTypes.ReferrerDomain] = domain;
        }

        Accept(http, new UserAction(UserActionTypes.PostRead) { Fields = fields });
    }

    public static void Searched(HttpContext http) => Accept(http, new UserAction(UserActionTypes.Search));

    private static void Accept(HttpContext http, UserAction action) =>
        http.RequestServices.GetRequiredService<PageSources>().NoteAction(
            action with { IsCountOnly = AsksNotToBeTracked(http.Request) });

    /// <summary>Global Privacy Control (https://w3c.github.io/gpc/) and its forerunner.</summary>
    private static bool AsksNotToBeTracked(HttpRequest request) =>
        request.Headers["Sec-GPC"] == On || request.Headers["DNT"] == On;

    private static string? ReferrerDomain(HttpRequest request) =>
        Uri.TryCreate(request.Headers.Referer.ToString(), UriKind.Absolute, out var referrer)
        && referrer.Scheme is "http" or "https"
        && referrer.HostNameType is UriHostNameType.Dns
        && !string.Equals(referrer.IdnHost, request.Host.Host, StringComparison.OrdinalIgnoreCase)
            ? referrer.IdnHost.ToLowerInvariant()
            : null;
}
