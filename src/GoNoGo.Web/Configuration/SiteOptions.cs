namespace GoNoGo.Web.Configuration;

/// <summary>Where the blog is reached (configuration section <c>GoNoGo:Site</c>).</summary>
internal sealed record SiteOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "GoNoGo:Site";

    /// <summary>The address readers use, for canonical links and feeds. Null: the first of <c>--urls</c>.</summary>
    [HttpUrl]
    public string? BaseUrl { get; init; }

    /// <summary>
    /// Other names by which requests may reach the server, without port. That of <c>BaseUrl</c> and loopback ones always may.
    /// </summary>
    public IReadOnlyList<string> OtherHosts { get; init; } = [];

    /// <summary>
    /// Whether browsers are told to reach every name below the blog's by HTTPS alone, for a year. False where some of them cannot.
    /// </summary>
    public bool StrictSubdomains { get; init; } = true;

    /// <summary>Whether readers reach this server by a name that is not loopback, whatever ASP.NET's environment says.</summary>
    public bool IsProduction => BaseUrl is not null && !new Uri(BaseUrl).IsLoopback;
}
