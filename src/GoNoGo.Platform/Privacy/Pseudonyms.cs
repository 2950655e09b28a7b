using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GoNoGo.Platform.Privacy;

/// <summary>Makes the keyed tags that stand for addresses and networks. What it is given is not kept.</summary>
/// <param name="keys">The keys, which are never in the database.</param>
public sealed class Pseudonyms(KeyRing keys)
{
    /// <summary>The tag under which a person is found again.</summary>
    /// <param name="address">Their address.</param>
    /// <returns>The same tag for the same address as long as the key lives.</returns>
    public EmailTag Tag(EmailAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var key = keys.Current(KeyPurpose.EmailTag);
        return new EmailTag(Format(key, key.Authenticate("gonogo:email:v1", Encoding.UTF8.GetBytes(address.Reveal()))));
    }

    /// <summary>The tag of a network for this day: two days cannot be linked.</summary>
    /// <param name="address">An IPv4 or IPv6 address; one mapped into IPv6 counts as its IPv4.</param>
    /// <returns>The same tag for a whole IPv4 /24 or IPv6 /48.</returns>
    public NetworkTag Tag(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return Tag(keys.Today(), address);
    }

    /// <summary>The tag that a network had the day before, by which a block of that day still finds it.</summary>
    /// <param name="address">See <see cref="Tag(IPAddress)"/>.</param>
    /// <returns>Null where there is no key of that day.</returns>
    public NetworkTag? TagOfYesterday(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return keys.Yesterday() is { } key ? Tag(key, address) : null;
    }

    /// <summary>The tag of a signed-in person or their session for this day: two days cannot be linked.</summary>
    /// <param name="kind">What is tagged, such as <c>user</c>; tags of different kinds never meet.</param>
    /// <param name="id">The person's or session's id.</param>
    /// <returns>The version of the key and the tag, <c>version:base64url</c>. Personal.</returns>
    public string TagOfDay(string kind, string id)
    {
        var key = keys.Today();
        return Format(key, key.Authenticate($"gonogo:{kind}:v1", Encoding.UTF8.GetBytes(id)));
    }

    private static NetworkTag Tag(Key key, IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        var prefix = plain.AddressFamily == AddressFamily.InterNetwork ? 3 : 6;
        return new NetworkTag(Format(key, key.Authenticate("gonogo:network:v1", plain.GetAddressBytes().AsSpan(0, prefix))));
    }

    private static string Format(Key key, byte[] tag) =>
        string.Create(CultureInfo.InvariantCulture, $"{key.Version}:{Base64Url.EncodeToString(tag)}");
}
