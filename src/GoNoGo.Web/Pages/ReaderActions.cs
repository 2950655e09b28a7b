using GoNoGo.Gdpr.UserActions;

namespace GoNoGo.Web.Pages;

/// <summary>Tells of what readers do: that a post was read and from which domain, that somebody searched. Never who.</summary>
internal static class ReaderActions
{
    private const string On = "1";

    public static void PostRead(BlogRequest request, string slug)
    {
        // A page that the browser fetches ahead may never be read.
        if (!HttpMethods.IsGet(request.Http.Request.Method) || request.Http.Request.Headers.ContainsKey("Sec-Purpose"))
        {
            return;
        }

        var fields = new Dictionary<string, string>(StringComparer.Ordinal) { [UserActionTypes.Post] = slug };
        if (ReferrerDomain(request.Http.Request) is { } domain)
        {
            fields[UserActionTypes.ReferrerDomain] = domain;
        }

        Accept(request, new UserAction(UserActionTypes.PostRead) { Fields = fields });
    }

    public static void Searched(BlogRequest request) => Accept(request, new UserAction(UserActionTypes.Search));

    private static void Accept(BlogRequest request, UserAction action) =>
        request.Service<PageSources>().NoteAction(action with { IsCountOnly = AsksNotToBeTracked(request.Http.Request) });

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
