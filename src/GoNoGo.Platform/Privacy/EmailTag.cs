namespace GoNoGo.Platform.Privacy;

/// <summary>
/// The pseudonym of an e-mail address: HMAC-SHA-256 of its canonical form under a key kept outside the database. It finds a
/// person again and cannot be turned back into an address. Personal; never anonymous (GDPR art. 4(5)).
/// </summary>
/// <param name="Value">The version of the key and the tag, <c>version:base64url</c>.</param>
public sealed record EmailTag(string Value)
{
    /// <summary>A fixed mark in place of the tag.</summary>
    /// <returns><c>[email]</c></returns>
    public override string ToString() => "[email]";
}
