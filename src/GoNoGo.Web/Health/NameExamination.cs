using System.Net;
using System.Net.Sockets;
using DnsClient;
using GoNoGo.Platform.Health;
using GoNoGo.Web.Pages;

namespace GoNoGo.Web.Health;

/// <summary>Whether the name by which readers come leads to an address.</summary>
internal sealed class NameExamination(PublicAddress address, ILookupClient dns) : IHealthCheck
{
    public static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(30);

    public async Task<HealthState> CheckAsync(CancellationToken cancellationToken)
    {
        var name = address.BaseUrl.IdnHost;
        if (address.BaseUrl.IsLoopback || IPAddress.TryParse(name, out _))
        {
            return HealthState.Of([]);
        }

        try
        {
            return HealthState.Of(await HasAddressAsync(name, cancellationToken)
                ? []
                :
                [
                    new HealthTrouble(
                        "name_without_address",
                        true,
                        $"DNS has no address for {name}, so that nobody finds the blog: add an A or AAAA record, or correct "
                        + "GoNoGo:Site:BaseUrl."),
                ]);
        }
        catch (DnsResponseException failure)
        {
            return Unasked(name, failure.Code.ToString());
        }
        catch (SocketException failure)
        {
            return Unasked(name, failure.SocketErrorCode.ToString());
        }
    }

    private async Task<bool> HasAddressAsync(string name, CancellationToken cancellationToken)
    {
        foreach (var kind in new[] { QueryType.A, QueryType.AAAA })
        {
            var answer = await dns.QueryAsync(name, kind, cancellationToken: cancellationToken);
            if (answer.HasError && answer.Header.ResponseCode is not DnsHeaderResponseCode.NotExistentDomain)
            {
                throw new DnsResponseException((DnsResponseCode)answer.Header.ResponseCode);
            }

            if (answer.Answers.AddressRecords().Any())
            {
                return true;
            }
        }

        return false;
    }

    private static HealthState Unasked(string name, string reason) => HealthState.Of(
        [new HealthTrouble("dns_unanswered", false, $"DNS did not say where {name} leads ({reason}): run this where it can be asked.")]);
}
