using GoNoGo.Platform.Results;
using GoNoGo.Web.Pages;

namespace GoNoGo.Web.Access;

/// <summary>
/// Whether a page of this blog sent a request, as browsers say it of every request (Fetch Metadata), or by its origin: the one place that
/// judges it.
/// </summary>
internal static class OwnPages
{
    private const string FetchSite = "Sec-Fetch-Site";

    /// <summary>Whether a page of ours sent it: who says nothing is refused.</summary>
    public static bool Sent(HttpRequest request, PublicAddress address) => request.Headers[FetchSite].ToString() switch
    {
        "same-origin" => true,
        "" => IsOurs(request.Headers.Origin.ToString(), request, address),
        _ => false,
    };

    /// <summary>Whether another site sent it: a program that says nothing cannot be made to act by one.</summary>
    public static bool SentByAnother(HttpRequest request, PublicAddress address) => request.Headers[FetchSite].ToString() switch
    {
        "" => request.Headers.Origin.ToString() is { Length: > 0 } origin && !IsOurs(origin, request, address),
        var site => site is "cross-site" or "same-site",
    };

    public static bool IsUnsafe(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !HttpMethods.IsOptions(request.Method);

    /// <summary>By scheme, name and port (RFC 6454, 5): a page that came without TLS may be anybody's.</summary>
    private static bool IsOurs(string origin, HttpRequest request, PublicAddress address) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var sender)
        && sender.GetLeftPart(UriPartial.Authority) is var left
        && (left == $"{request.Scheme}://{request.Host}" || left == address.BaseUrl.GetLeftPart(UriPartial.Authority));
}

/// <summary>Something that only pages of this blog may send came from elsewhere, or from who does not say.</summary>
internal sealed record NotFromOwnPages()
    : Forbidden("not_from_own_pages", "This was not sent from a page of this blog. Open the page here and do it there.");

/// <summary>The roles of who is there, or what their token carries, do not reach this far.</summary>
internal sealed record NotPermitted()
    : Forbidden("not_permitted", "Your roles do not include this, or your token does not carry it. An administrator can change roles.");

/// <summary>The signed-in person has to show who they are once more.</summary>
internal sealed record ConfirmationNeeded()
    : Forbidden(
        "confirmation_needed",
        "Show once more who you are, then repeat what you did: it is over 15 minutes, or your network has changed.");
