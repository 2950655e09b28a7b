namespace GoNoGo.Web.Theme;

/// <summary>What a page may load: what comes from this server, and no script but ours.</summary>
internal static class ContentSecurityPolicy
{
    private static readonly string Scripts = $"script-src {string.Join(' ', PageScripts.Public.Select(script => script.Source))}";

    /// <summary>Public pages: two small scripts, named by hash, that they do not need. One asks this server for what a form does.</summary>
    public static readonly string Pages = ForPages($"{Scripts}; connect-src 'self'");

    /// <summary>The same in a preview, where a page hears that it has changed.</summary>
    public static readonly string Preview = ForPages($"{Scripts} {PageScripts.Preview.Source}; connect-src 'self'");

    /// <summary>The admin's pages have modules of our own, which ask this server for what passkeys need.</summary>
    public const string Admin =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
        "form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'";

    /// <summary>
    /// The reader of the API: a script of a package, which puts three style sheets of its own into the page. A test in the browser finds
    /// when the package has others. Styles of single elements are not let in; it looks well without them.
    /// </summary>
    public const string ApiReader =
        "default-src 'none'; script-src 'self'; style-src 'self' 'sha256-St8O8YusCkYeC9X2ma3nlCP1u4+35DgBPOzt1kBwxsM=' " +
        "'sha256-l/2OpPg0d+2VLTLgwjf5mQo2CYwHDEqdj5TjbfEyVJI=' 'sha256-T13Uev3xCax2N28XaoAE8DOzQZKvPp7ZQVAi1iRREjo='; " +
        "style-src-attr 'none'; img-src 'self' data:; connect-src 'self'; font-src 'self'; " +
        "form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

    private static string ForPages(string scripts) =>
        $"default-src 'none'; {scripts}; style-src 'self'; img-src 'self'; font-src 'self'; media-src 'self'; " +
        "form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'";
}
