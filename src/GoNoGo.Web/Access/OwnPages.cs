using GoNoGo.Platform.Results;
using GoNoGo.Web.Pages;

namespace GoNoGo.Web.Access;

/// <summary>Whether a page of this blog sent a request, as browsers say it of every request (Fetch Metadata), or by its origin.</summary>
internal static class OwnPages
{
    public static bool Sent(HttpRequest request, PublicAddress address) => request.Headers["Sec-Fetch-Site"].ToString() switch
    {
        "same-origin" => true,
        "" => Uri.TryCreate(request.Headers.Origin.ToString(), UriKind.Absolute, out var origin) && IsOurs(origin, request, address),
        _ => false,
    };

    public static bool IsUnsafe(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !HttpMethods.IsOptions(request.Method);

    private static bool IsOurs(Uri origin, HttpRequest request, PublicAddress address) =>
        origin.Authority == request.Host.Value
        || origin.GetLeftPart(UriPartial.Authority) == address.BaseUrl.GetLeftPart(UriPartial.Authority);
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
