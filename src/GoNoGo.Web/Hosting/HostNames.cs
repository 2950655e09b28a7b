using System.Collections.Frozen;
using System.Net;
using GoNoGo.Web.Api;
using GoNoGo.Web.Configuration;
using GoNoGo.Web.Pages;
using Microsoft.Extensions.Options;

namespace GoNoGo.Web.Hosting;

/// <summary>
/// Lets in what was sent to a name of this blog: a name that a stranger has pointed here must not be served, kept by a cache or trusted by
/// a browser (DNS rebinding). Health checks may use any name: they come by the address of the machine.
/// </summary>
internal sealed class HostNames(RequestDelegate next, PublicAddress address, Settings settings, IOptions<SiteOptions> site)
{
    private const string Localhost = "localhost";
    private static readonly PathString Health = "/health";

    private readonly FrozenSet<string> names =
        new[] { address.BaseUrl.IdnHost, address.BaseUrl.Host }
            .Concat(site.Value.OtherHosts)
            .Concat(settings.ListenHosts)
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public Task InvokeAsync(HttpContext context)
    {
        if (IsOurs(context.Request.Host) || context.Request.Path.StartsWithSegments(Health, StringComparison.OrdinalIgnoreCase))
        {
            return next(context);
        }

        context.Response.Headers.CacheControl = "no-store";
        return Problems.For(BadRequest.Misdirected).ExecuteAsync(context);
    }

    private bool IsOurs(HostString host)
    {
        var name = host.Host;
        return names.Contains(name)
            || name.Equals(Localhost, StringComparison.OrdinalIgnoreCase)
            || name.EndsWith("." + Localhost, StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(name, out var literal) && IPAddress.IsLoopback(literal));
    }
}
