using GoNoGo.Platform.Privacy;
using GoNoGo.Web.Access;

namespace GoNoGo.Web.Pipeline;

/// <summary>Puts a tag in place of the sender's address, so that nothing behind this stage can store or log it.</summary>
internal sealed class GdprCompliance(RequestDelegate next, Pseudonyms pseudonyms)
{
    public Task InvokeAsync(HttpContext context)
    {
        // Reading needs no tag: only what writes is counted by network, and a session notes where it is used.
        var address = context.Connection.RemoteIpAddress;
        var needsTag = OwnPages.IsUnsafe(context.Request) || EndpointAccess.WantsPerson(context.GetEndpoint());
        context.Features.Set(needsTag && address is not null
            ? new RequestContext(pseudonyms.Tag(address)) { EarlierNetworkTag = pseudonyms.TagOfYesterday(address) }
            : new RequestContext(NetworkTag: null));
        context.Connection.RemoteIpAddress = null;
        return next(context);
    }
}
