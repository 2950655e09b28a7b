namespace GoNoGo.Web.Theme;

/// <summary>What a page may load: what comes from this server, and no script at all.</summary>
internal static class ContentSecurityPolicy
{
    public const string Pages =
        "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; media-src 'self'; " +
        "form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'";

    /// <summary>The admin's pages have modules of our own, which ask this server for what passkeys need.</summary>
    public const string Admin =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
        "form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'";
}
