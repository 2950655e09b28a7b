using GoNoGo.Platform.Privacy;

namespace GoNoGo.Accounts.Sessions;

/// <summary>Where a request comes from, as far as anything of it is kept.</summary>
/// <param name="Network">The tag of its network for this day. Personal.</param>
/// <param name="Device">Such as <c>Firefox on Linux</c>. Personal.</param>
public sealed record Visit(NetworkTag? Network, string Device)
{
    /// <summary>A fixed mark in place of the visit.</summary>
    /// <returns><c>[visit]</c></returns>
    public override string ToString() => "[visit]";
}
