using System.Globalization;
using GoNoGo.Accounts.Commenters;
using GoNoGo.Accounts.Sessions;
using GoNoGo.Platform.Privacy;

namespace GoNoGo.Web.Pipeline;

/// <summary>What the rest of the request may know of it and its sender: pseudonyms, never the raw address or browser.</summary>
/// <param name="NetworkTag">The sender's network of today; null where nothing of the request could be kept. Personal.</param>
internal sealed record RequestContext(NetworkTag? NetworkTag)
{
    /// <summary>Of who only reads: nothing.</summary>
    public static RequestContext Unknown { get; } = new(NetworkTag: null);

    /// <summary>The network's tag under the key of the day before, for blocks that hold; null where there is none. Personal.</summary>
    public NetworkTag? EarlierNetworkTag { get; init; }

    /// <summary>The browser of today, as a tag; null where nothing of the request could be kept. Personal.</summary>
    public string? AgentTag { get; init; }

    /// <summary>The kind of browser, such as <c>Firefox on Linux</c>; null where nothing could be kept. Personal.</summary>
    public string? Device { get; init; }

    /// <summary>A tag of who is signed in, for the log: of this day, so that two days cannot be linked.</summary>
    public static string? UserTag(HttpContext context) =>
        (context.Features.Get<SignedInPerson>()?.AuditTag
            ?? context.Features.Get<SignedInCommenter>()?.Subject.Value.ToString("D", CultureInfo.InvariantCulture)) is { } who
            ? context.RequestServices.GetRequiredService<Pseudonyms>().TagOfDay("user", who)
            : null;

    /// <summary>The pattern of the address, never the address, which may hold a secret.</summary>
    public static string Template(Endpoint? endpoint) => (endpoint as RouteEndpoint)?.RoutePattern.RawText ?? "-";

    /// <summary>A fixed mark: all of it is personal.</summary>
    public override string ToString() => "[request]";
}
