using System.Net;
using System.Net.Sockets;
using GoNoGo.Web.Configuration;
using Microsoft.Extensions.Options;

namespace GoNoGo.Web.Limits;

/// <summary>
/// Limits all requests of an address on this server in fixed windows, in memory: reading stores nothing about who reads. Addresses are
/// sorted into a fixed number of drawers by a hash with a seed of this process, so that no number of them takes more memory or time; two
/// in one drawer share it.
/// </summary>
internal sealed class ReadLimiter
{
    public const string Kind = "read";
    public const int Drawers = 65_536;

    private const int BytesOfIPv6 = 8;
    private const int LongestAddress = 16;
    private const int CountBits = 32;

    private readonly TimeProvider clock;
    private readonly long started;

    // The number of the window in the upper half, how many came in it in the lower.
    private readonly long[] drawers = new long[Drawers];

    public ReadLimiter(IOptions<RateLimitingOptions> options, TimeProvider clock)
    {
        Amount = options.Value.ReadsPerWindow;
        Window = CountedKinds.Window(options.Value.WindowMinutes);
        (this.clock, started) = (clock, clock.GetTimestamp());
    }

    public int Amount { get; }

    public TimeSpan Window { get; }

    /// <summary>Counts a request.</summary>
    /// <param name="address">Who sent it: an IPv4 address, or an IPv6 one, of which its /64 counts.</param>
    /// <returns>Null where it may go on; else how long to wait.</returns>
    public TimeSpan? Enter(IPAddress address)
    {
        var (window, since) = Math.DivRem(clock.GetElapsedTime(started).Ticks, Window.Ticks);
        ref var drawer = ref drawers[DrawerOf(address)];
        while (true)
        {
            var before = Volatile.Read(ref drawer);
            var count = before >> CountBits == window ? (int)before : 0;
            if (count >= Amount)
            {
                return Window - TimeSpan.FromTicks(since);
            }

            if (Interlocked.CompareExchange(ref drawer, (window << CountBits) | (uint)(count + 1), before) == before)
            {
                return null;
            }
        }
    }

    /// <summary>The drawer of an address: the same for a whole IPv6 /64, and for an IPv4 address mapped into IPv6 as for itself.</summary>
    public static int DrawerOf(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        Span<byte> bytes = stackalloc byte[LongestAddress];
        plain.TryWriteBytes(bytes, out var length);
        var hash = default(HashCode);
        hash.AddBytes(bytes[..(plain.AddressFamily == AddressFamily.InterNetworkV6 ? BytesOfIPv6 : length)]);
        return (int)((uint)hash.ToHashCode() % Drawers);
    }
}
