using GoNoGo.Accounts.Commenters;
using GoNoGo.Accounts.Sessions;
using GoNoGo.Platform.Privacy;
using GoNoGo.Web.Pipeline;

namespace GoNoGo.Web.Access;

/// <summary>Who looks at what everybody may look at: an endpoint that is marked so gets to know.</summary>
internal static class Viewers
{
    /// <summary>The viewer of a request. What is made for one who is signed in is kept by nobody.</summary>
    public static Viewer Of(HttpContext http)
    {
        if ((http.Features.Get<SignedInPerson>()?.Viewer ?? http.Features.Get<SignedInCommenter>()?.Viewer) is not { } viewer)
        {
            return Viewer.Anonymous;
        }

        http.Response.Headers.CacheControl = "no-store";
        var sender = http.Features.Get<RequestContext>();
        return viewer with { Networks = [.. new[] { sender?.NetworkTag, sender?.EarlierNetworkTag }.OfType<NetworkTag>()] };
    }

    /// <summary>The commenter who is signed in; null for all others.</summary>
    public static SubjectId? CommenterOf(HttpContext http) => http.Features.Get<SignedInCommenter>()?.Subject;
}
