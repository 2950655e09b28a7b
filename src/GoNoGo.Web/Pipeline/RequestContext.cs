using GoNoGo.Platform.Privacy;

namespace GoNoGo.Web.Pipeline;

/// <summary>What the rest of the request may know of its sender: pseudonyms, never the raw address.</summary>
/// <param name="NetworkTag">The sender's network of today; null where the connection has no address. Personal.</param>
internal sealed record RequestContext(NetworkTag? NetworkTag)
{
    /// <summary>The same under the key of the day before, for blocks that still hold; null where there is none. Personal.</summary>
    public NetworkTag? EarlierNetworkTag { get; init; }
}
