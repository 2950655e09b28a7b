namespace GoNoGo.Web.Pages;

/// <summary>
/// The address under which readers know the blog (<c>Site:BaseUrl</c>). Code writes paths as if the blog stood at the root; where it stands
/// under a path (<c>Proxy:BasePath</c>), that is put before them on the way out: in pages, redirects, JSON, feeds and mails.
/// </summary>
/// <param name="BaseUrl">Scheme, host and port.</param>
/// <param name="BasePath">Where below them, such as <c>/blog</c>; empty for the root.</param>
internal sealed record PublicAddress(Uri BaseUrl, string BasePath = "")
{
    /// <summary>The address of the start page, with a slash at the end.</summary>
    public Uri Root { get; } = new(BaseUrl, BasePath + "/");

    /// <summary>A path of this blog in full.</summary>
    public Uri Absolute(string path) => Below(Root, path);

    /// <summary>A path of this blog as it is outside.</summary>
    public string Outside(string path) => IsRooted(path) ? BasePath + path : path;

    /// <summary>A path as it is outside, or as a proxy has cut it already, as code writes it.</summary>
    public string Inside(string path) =>
        BasePath.Length > 0 && path.StartsWith(BasePath + "/", StringComparison.OrdinalIgnoreCase) ? path[BasePath.Length..] : path;

    /// <summary>An address as seen from a start page: a rooted one belongs to the blog, whatever path that is under.</summary>
    public static Uri Below(Uri root, string address) => new(root, IsRooted(address) ? "." + address : address);

    /// <summary>Whether an address is a path from the root of the blog, and no other site.</summary>
    public static bool IsRooted(string address) => address.StartsWith('/') && !address.StartsWith("//", StringComparison.Ordinal);
}
