using GoNoGo.Platform.Privacy;

namespace GoNoGo.Web.Pipeline;

/// <summary>Puts a tag in place of the sender's address, so that nothing behind this stage can store or log it.</summary>
internal sealed class GdprCompliance(RequestDelegate next, Pseudonyms pseudonyms)
{
    public Task InvokeAsync(HttpContext context)
    {
        // Reading needs no tag: only what writes is counted by network.
        var address = context.Connection.RemoteIpAddress;
        var writes = !HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method);
        context.Features.Set(writes && address is not null
            ? new RequestContext(pseudonyms.Tag(address)) { EarlierNetworkTag = pseudonyms.TagOfYesterday(address) }
            : new RequestContext(NetworkTag: null));
        context.Connection.RemoteIpAddress = null;
        return next(context);
    }
}
