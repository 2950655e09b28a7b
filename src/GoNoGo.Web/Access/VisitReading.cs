using GoNoGo.Accounts.Sessions;
using GoNoGo.Web.Pipeline;

namespace GoNoGo.Web.Access;

/// <summary>What of a request a session keeps: the tag of its network, and the kind of browser, so that its owner knows it again.</summary>
internal static class VisitReading
{
    // In this order: each names itself as one of those behind it too.
    private static readonly (string Mark, string Name)[] Browsers =
        [("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"), ("gonogo", "a program")];

    private static readonly (string Mark, string Name)[] Systems =
        [("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "macOS"), ("Linux", "Linux")];

    public static Visit Of(HttpContext http) =>
        new(http.Features.Get<RequestContext>()?.NetworkTag, http.Features.Get<RequestContext>()?.Device ?? DeviceOf(agent: ""));

    public static string DeviceOf(string agent)
    {
        var browser = NameIn(agent, Browsers) ?? "A browser";
        return NameIn(agent, Systems) is { } system ? $"{browser} on {system}" : browser;
    }

    private static string? NameIn(string agent, (string Mark, string Name)[] known) =>
        known.FirstOrDefault(one => agent.Contains(one.Mark, StringComparison.Ordinal)).Name;
}
