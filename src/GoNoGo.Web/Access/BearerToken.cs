namespace GoNoGo.Web.Access;

/// <summary>The API token of a request: <c>Authorization: Bearer …</c> (RFC 6750, 2.1), and nowhere else.</summary>
internal static class BearerToken
{
    private const string Scheme = "Bearer ";

    /// <summary>What a request carries; null where it carries none.</summary>
    public static string? Read(HttpRequest request) =>
        request.Headers.Authorization.ToString() is { } value && value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? value[Scheme.Length..].Trim()
            : null;

    /// <summary>Notes that the token of a request was refused, for the stage that answers.</summary>
    public static void Refuse(HttpContext context) => context.Features.Set(new Refused());

    public static bool WasRefused(HttpContext context) => context.Features.Get<Refused>() is not null;

    /// <summary>Says how to come again (RFC 6750, 3).</summary>
    public static void Challenge(HttpContext context) => context.Response.Headers.WWWAuthenticate =
        WasRefused(context) ? "Bearer realm=\"GoNoGo\", error=\"invalid_token\"" : "Bearer realm=\"GoNoGo\"";

    private sealed record Refused;
}
