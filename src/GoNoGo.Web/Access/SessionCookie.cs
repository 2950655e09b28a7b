using GoNoGo.Web.Pages;

namespace GoNoGo.Web.Access;

/// <summary>
/// The one cookie there is: the secret id of a session, for the length of a visit. Its name makes browsers insist on HTTPS, this host and
/// no other (<c>__Host-</c>, RFC 6265bis). On a loopback address without TLS no such cookie can be set, so there it has a plain name.
/// </summary>
internal sealed class SessionCookie(PublicAddress address)
{
    public const string SecureName = "__Host-gonogo";
    public const string LoopbackName = "gonogo-loopback";

    private readonly bool isPlain = address.BaseUrl is { Scheme: "http", IsLoopback: true };

    /// <summary>Whether nobody can sign in, because the blog is reached without TLS.</summary>
    public bool IsUnusable => address.BaseUrl.Scheme == Uri.UriSchemeHttp && !isPlain;

    public string Name => isPlain ? LoopbackName : SecureName;

    /// <summary>The secret id that a request carries; null where it carries none.</summary>
    public string? Read(HttpRequest request) => request.Cookies.TryGetValue(Name, out var secretId) ? secretId : null;

    public void Write(HttpResponse response, string secretId) => response.Cookies.Append(Name, secretId, Options());

    /// <summary>Also what the browser keeps of pages: whoever sits down after somebody goes back in its history.</summary>
    public void Forget(HttpResponse response)
    {
        response.Cookies.Delete(Name, Options());
        response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
    }

    private CookieOptions Options() => new()
    {
        HttpOnly = true,
        Secure = !isPlain,
        SameSite = SameSiteMode.Lax,
        Path = "/",
        IsEssential = true,
    };
}
