using GoNoGo.Accounts.Sessions;
using GoNoGo.Web.Access;

namespace GoNoGo.Web.Pipeline;

/// <summary>
/// Finds out who is there, where the endpoint wants to know: everybody else gets the same bytes, whatever cookie they send, and no query
/// is made for them.
/// </summary>
internal sealed class Authentication(RequestDelegate next, SessionCookie cookie)
{
    public async Task InvokeAsync(HttpContext context, SessionStore sessions)
    {
        if (EndpointAccess.WantsPerson(context.GetEndpoint())
            && cookie.Read(context.Request) is { } secretId
            && await sessions.FindAsync(secretId, VisitReading.Of(context), context.RequestAborted) is { } person)
        {
            context.Features.Set(person);
        }

        await next(context);
    }
}
