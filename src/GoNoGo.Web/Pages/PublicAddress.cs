namespace GoNoGo.Web.Pages;

/// <summary>The address under which readers know the blog (<c>Site:BaseUrl</c>).</summary>
/// <param name="BaseUrl">Scheme, host and port.</param>
internal sealed record PublicAddress(Uri BaseUrl);
