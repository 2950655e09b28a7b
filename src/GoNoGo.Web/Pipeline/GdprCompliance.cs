using System.Collections.Frozen;
using System.Net;
using GoNoGo.Accounts.Sessions;
using GoNoGo.Platform.Privacy;
using GoNoGo.Web.Access;
using GoNoGo.Web.Pages;

namespace GoNoGo.Web.Pipeline;

/// <summary>
/// Puts tags in place of the sender's address and browser, so that nothing behind this stage can store or log them; and sees to it that no
/// cookie leaves but that of a session, and that what a signed-in person gets is kept by nobody. A kept page is the same for everybody.
/// </summary>
internal sealed class GdprCompliance(RequestDelegate next, Pseudonyms pseudonyms)
{
    private const string SetCookie = "Set-Cookie";
    private const string NoStore = "no-store";
    private const string BrandHints = "Sec-CH-UA";

    // What browsers and proxies say of the person: where they are, with what, and who.
    private static readonly FrozenSet<string> Telling = new[]
    {
        "User-Agent", "From", "Forwarded", "Via", "X-Forwarded-For", "X-Original-For", "X-Forwarded", "X-Real-IP", "X-Client-IP",
        "X-Cluster-Client-IP", "CF-Connecting-IP", "CF-Connecting-IPv6", "CF-IPCountry", "True-Client-IP", "Fastly-Client-IP",
        "DO-Connecting-IP",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public Task InvokeAsync(HttpContext context)
    {
        context.Features.Set(Describe(context));
        Forget(context);
        if (context.GetEndpoint()?.Metadata.GetMetadata<KeptPage>() is null)
        {
            context.Response.OnStarting(static state => Settle((HttpContext)state), context);
        }

        return next(context);
    }

    private RequestContext Describe(HttpContext context)
    {
        // Reading needs no tag: only what writes is counted by network, and a session notes where it is used.
        var needsTag = OwnPages.IsUnsafe(context.Request) || EndpointAccess.WantsPerson(context.GetEndpoint());
        if (!needsTag)
        {
            return RequestContext.Unknown;
        }

        var agent = context.Request.Headers.UserAgent.ToString();
        var request = RequestContext.Unknown with { AgentTag = pseudonyms.AgentTag(agent), Device = VisitReading.DeviceOf(agent) };
        return context.Connection.RemoteIpAddress is { } address
            ? request with { NetworkTag = pseudonyms.Tag(address), EarlierNetworkTag = pseudonyms.TagOfYesterday(address) }
            : request;
    }

    private static void Forget(HttpContext context)
    {
        context.Connection.RemoteIpAddress = null;
        context.Connection.RemotePort = IPEndPoint.MinPort;
        List<string>? told = null;
        foreach (var (name, _) in context.Request.Headers)
        {
            if (Telling.Contains(name) || name.StartsWith(BrandHints, StringComparison.OrdinalIgnoreCase))
            {
                (told ??= []).Add(name);
            }
        }

        foreach (var name in told ?? [])
        {
            context.Request.Headers.Remove(name);
        }
    }

    private static Task Settle(HttpContext context)
    {
        var headers = context.Response.Headers;
        if (headers.TryGetValue(SetCookie, out var cookies) && !cookies.All(IsOfSession))
        {
            headers[SetCookie] = cookies.Where(IsOfSession).ToArray();
        }

        if (context.Features.Get<SignedInPerson>() is not null)
        {
            headers.CacheControl = NoStore;
        }

        return Task.CompletedTask;
    }

    private static bool IsOfSession(string? cookie) =>
        cookie is not null
        && (cookie.StartsWith(SessionCookie.SecureName + "=", StringComparison.Ordinal)
            || cookie.StartsWith(SessionCookie.LoopbackName + "=", StringComparison.Ordinal));
}
