using GoNoGo.Platform.Data;
using GoNoGo.Platform.Health;
using GoNoGo.Web.Configuration;
using GoNoGo.Web.Hosting;
using Microsoft.Extensions.Options;

namespace GoNoGo.Web.Health;

/// <summary>Whether the way from readers to this server can be as the settings say: TLS, and the proxy that speaks it.</summary>
internal sealed class ProxyExamination(
    Settings settings, IOptions<SiteOptions> site, IOptions<ProxyOptions> proxy, IOptions<DataOptions> data) : IHealthCheck
{
    public Task<HealthState> CheckAsync(CancellationToken cancellationToken) => Task.FromResult(HealthState.Of([.. Find()]));

    private IEnumerable<HealthTrouble> Find()
    {
        if (!site.Value.IsProduction || site.Value.BaseUrl is not { } address)
        {
            yield break;
        }

        if (new Uri(address).Scheme != Uri.UriSchemeHttps)
        {
            yield return new HealthTrouble(
                "plain_http",
                true,
                $"Readers come to {address} without encryption, and nobody can sign in there: put a proxy with a certificate in front, and "
                + "set GoNoGo:Site:BaseUrl to the https:// address.");
        }
        else if (proxy.Value.Networks.Count == 0 && !SpeaksTls())
        {
            yield return new HealthTrouble(
                "proxy_not_trusted",
                true,
                $"Readers come to {address} through a proxy, since this server speaks no TLS, and no proxy is named: all of them count as "
                + "one sender and meet its limits together. Set GoNoGo:Proxy:Networks to the addresses of the proxy, such as "
                + "127.0.0.1/32.");
        }
    }

    private bool SpeaksTls() => ServedAddress.ReadListening(data.Value.Path).Concat(settings.Urls)
        .Any(url => url.StartsWith(Uri.UriSchemeHttps, StringComparison.OrdinalIgnoreCase));
}
