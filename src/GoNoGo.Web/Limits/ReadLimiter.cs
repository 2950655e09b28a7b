using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using GoNoGo.Web.Configuration;
using Microsoft.Extensions.Options;

namespace GoNoGo.Web.Limits;

/// <summary>
/// Limits all requests of an address on this server, in memory: reading stores nothing about who reads. Addresses are sorted into a fixed
/// number of drawers by a hash with a seed of this process, so that no number of them takes more memory; two in one drawer share it.
/// </summary>
internal sealed class ReadLimiter : IDisposable
{
    public const string Kind = "read";
    public const int Drawers = 65_536;

    private const int BytesOfIPv6 = 8;

    private readonly PartitionedRateLimiter<int> limiter;

    public ReadLimiter(IOptions<RateLimitingOptions> options)
    {
        Amount = options.Value.ReadsPerWindow;
        Window = CountedKinds.Window(options.Value.WindowMinutes);
        limiter = PartitionedRateLimiter.Create<int, int>(drawer => RateLimitPartition.GetFixedWindowLimiter(
            drawer,
            _ => new FixedWindowRateLimiterOptions { PermitLimit = Amount, Window = Window, QueueLimit = 0 }));
    }

    public int Amount { get; }

    public TimeSpan Window { get; }

    /// <summary>Counts a request.</summary>
    /// <param name="address">Who sent it: an IPv4 address, or an IPv6 one, of which its /64 counts.</param>
    /// <returns>Null where it may go on; else how long to wait.</returns>
    public TimeSpan? Enter(IPAddress address)
    {
        using var lease = limiter.AttemptAcquire(DrawerOf(address));
        if (lease.IsAcquired)
        {
            return null;
        }

        return lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : Window;
    }

    public void Dispose() => limiter.Dispose();

    /// <summary>The drawer of an address: the same for a whole IPv6 /64, and for an IPv4 address mapped into IPv6 as for itself.</summary>
    public static int DrawerOf(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        var bytes = plain.GetAddressBytes();
        var hash = default(HashCode);
        hash.AddBytes(plain.AddressFamily == AddressFamily.InterNetworkV6 ? bytes.AsSpan(0, BytesOfIPv6) : bytes);
        return (int)((uint)hash.ToHashCode() % Drawers);
    }
}
