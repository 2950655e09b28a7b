using GoNoGo.Web.Configuration;
using GoNoGo.Web.Pages;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace GoNoGo.Web.Hosting;

/// <summary>
/// Finds out who sent a request, by which name and to which path, where a proxy stands between: what it says is believed of the configured
/// networks alone, through any number of them, and no further.
/// </summary>
internal static class ForwardedRequests
{
    public static void UseForwardedRequests(this IApplicationBuilder app)
    {
        var networks = app.ApplicationServices.GetRequiredService<IOptions<ProxyOptions>>().Value.Networks;
        if (networks.Count > 0)
        {
            app.UseForwardedHeaders(Believing(networks));
        }

        var address = app.ApplicationServices.GetRequiredService<PublicAddress>();
        if (address.BasePath.Length > 0)
        {
            app.UsePathBase(address.BasePath);
            app.Use((context, next) => LeadOutsideAsync(context, next, address));
        }
    }

    private static ForwardedHeadersOptions Believing(IReadOnlyList<string> networks)
    {
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost,
            ForwardLimit = null, // As far as each one before it is a proxy of ours.
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in networks)
        {
            options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(network));
        }

        return options;
    }

    private static Task LeadOutsideAsync(HttpContext context, RequestDelegate next, PublicAddress address)
    {
        context.Response.OnStarting(() =>
        {
            if (context.Response.Headers.Location.ToString() is { Length: > 0 } location && address.Inside(location) == location)
            {
                context.Response.Headers.Location = address.Outside(location);
            }

            return Task.CompletedTask;
        });
        return next(context);
    }
}
