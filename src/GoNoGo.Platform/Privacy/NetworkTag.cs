namespace GoNoGo.Platform.Privacy;

/// <summary>
/// The pseudonym of a network for one day: HMAC-SHA-256 of the truncated address (IPv4 /24, IPv6 /48) under a key that is
/// destroyed with its day. Personal; never anonymous (GDPR art. 4(5)).
/// </summary>
/// <param name="Value">The version of the key and the tag, <c>version:base64url</c>.</param>
public sealed record NetworkTag(string Value)
{
    /// <summary>A fixed mark in place of the tag.</summary>
    /// <returns><c>[network]</c></returns>
    public override string ToString() => "[network]";
}
