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
        var message = Encoding.UTF8.GetBytes(address.Reveal());
        var tags = keys.All(KeyPurpose.EmailTag)
            .Select(key => Format(key, key.Authenticate("gonogo:email:v1", message)))
            .Reverse()
            .ToList();
        return tags is [var newest, .. var older]
            ? new EmailTag(newest) { Older = older }
            : throw new KeyMissingException($"The key {KeyPurposes.Name(KeyPurpose.EmailTag, 1)} is missing.");
    }

    /// <summary>The tag of a network for this day: two days cannot be linked.</summary>
    /// <param name="address">An IPv4 or IPv6 address; one mapped into IPv6 counts as its IPv4.</param>
    /// <returns>The same tag for a whole IPv4 /24 or IPv6 /48.</returns>
    public NetworkTag Tag(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return Tag(keys.Today(KeyPurpose.NetworkTag), address);
    }

    /// <summary>The tag that a network had the day before, by which a block of that day still finds it.</summary>
    /// <param name="address">See <see cref="Tag(IPAddress)"/>.</param>
    /// <returns>Null where there is no key of that day.</returns>
    public NetworkTag? TagOfYesterday(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return keys.Yesterday(KeyPurpose.NetworkTag) is { } key ? Tag(key, address) : null;
    }

    /// <summary>The tag by which requests are counted against limits: finer than that of a network, and gone with its day.</summary>
    /// <param name="address">An IPv4 or IPv6 address; one mapped into IPv6 counts as its IPv4.</param>
    /// <returns>The same tag for one IPv4 address or a whole IPv6 /64. Personal; stored only as long as its window.</returns>
    public string LimiterTag(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return LimiterTag(keys.Today(KeyPurpose.LimiterTag), address);
    }

    /// <summary>The tag under which requests of the day before were counted, for windows that reach over midnight.</summary>
    /// <param name="address">See <see cref="LimiterTag(IPAddress)"/>.</param>
    /// <returns>Null where there is no key of that day. Personal.</returns>
    public string? LimiterTagOfYesterday(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return keys.Yesterday(KeyPurpose.LimiterTag) is { } key ? LimiterTag(key, address) : null;
    }

    /// <summary>The tag of a browser for this day, of what it says of itself.</summary>
    /// <param name="userAgent">The header as it came.</param>
    /// <returns>The version of the key and the tag. Personal.</returns>
    public string AgentTag(string userAgent)
    {
        ArgumentNullException.ThrowIfNull(userAgent);
        var key = keys.Today(KeyPurpose.AgentTag);
        return Format(key, key.Authenticate("gonogo:agent:v1", Encoding.UTF8.GetBytes(userAgent)));
    }

    /// <summary>The tag of a signed-in person, staff included, that lasts: for what must be accounted for.</summary>
    /// <param name="user">The person's id.</param>
    /// <returns>The version of the key and the tag. Personal.</returns>
    public string UserTag(Guid user)
    {
        var key = keys.Current(KeyPurpose.UserTag);
        return Format(key, key.Authenticate("gonogo:user:v1", user.ToByteArray()));
    }

    /// <summary>The tag of a signed-in person or their session for this day: two days cannot be linked.</summary>
    /// <param name="kind">What is tagged, such as <c>user</c>; tags of different kinds never meet.</param>
    /// <param name="id">The person's or session's id.</param>
    /// <returns>The version of the key and the tag, <c>version:base64url</c>. Personal.</returns>
    public string TagOfDay(string kind, string id)
    {
        var key = keys.Today(KeyPurpose.SessionTag);
        return Format(key, key.Authenticate($"gonogo:{kind}:v1", Encoding.UTF8.GetBytes(id)));
    }

    private static string LimiterTag(Key key, IPAddress address) =>
        Format(key, key.Authenticate("gonogo:limiter:v1", Prefix(address, ofIPv4: 4, ofIPv6: 8)));

    private static NetworkTag Tag(Key key, IPAddress address) =>
        new(Format(key, key.Authenticate("gonogo:network:v1", Prefix(address, ofIPv4: 3, ofIPv6: 6))));

    // GetAddressBytes leaves out an IPv6 zone.
    private static ReadOnlySpan<byte> Prefix(IPAddress address, int ofIPv4, int ofIPv6)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.GetAddressBytes().AsSpan(0, plain.AddressFamily == AddressFamily.InterNetwork ? ofIPv4 : ofIPv6);
    }

    private static string Format(Key key, byte[] tag) =>
        string.Create(CultureInfo.InvariantCulture, $"{key.Version}:{Base64Url.EncodeToString(tag)}");
}
