namespace GoNoGo.Platform.Privacy;

/// <summary>
/// The pseudonym of an e-mail address: HMAC-SHA-256 of its canonical form under a key kept outside the database. It finds a
/// person again and cannot be turned back into an address. Personal; never anonymous (GDPR art. 4(5)).
/// </summary>
/// <param name="Value">The version of the key and the tag, <c>version:base64url</c>.</param>
public sealed record EmailTag(string Value)
{
    /// <summary>The tags of the same address under keys that were replaced and still live: rows may hold one of them.</summary>
    public IReadOnlyList<string> Older { get; init; } = [];

    /// <summary>Every tag under which a row about this address may stand, the newest first.</summary>
    public IReadOnlyList<string> All => [Value, .. Older];

    /// <summary>Whether another tag is of the same address.</summary>
    /// <param name="other">The other one.</param>
    /// <returns>True where the newest tags are the same.</returns>
    public bool Equals(EmailTag? other) => other?.Value == Value;

    /// <inheritdoc />
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Value);

    /// <summary>A fixed mark in place of the tag.</summary>
    /// <returns><c>[email]</c></returns>
    public override string ToString() => "[email]";
}
