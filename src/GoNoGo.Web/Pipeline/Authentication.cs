using GoNoGo.Accounts.Sessions;
using GoNoGo.Accounts.Tokens;
using GoNoGo.Web.Access;

namespace GoNoGo.Web.Pipeline;

/// <summary>
/// Finds out who is there, where the endpoint wants to know: everybody else gets the same bytes, whatever cookie they send, and no query
/// is made for them. A token counts where the endpoint takes one, and then no cookie beside it does.
/// </summary>
internal sealed class Authentication(RequestDelegate next, SessionCookie cookie)
{
    public Task InvokeAsync(HttpContext context) =>
        EndpointAccess.WantsPerson(context.GetEndpoint()) ? FindAsync(context) : next(context);

    private async Task FindAsync(HttpContext context)
    {
        var endpoint = context.GetEndpoint();
        if (endpoint?.Metadata.GetMetadata<TakesTokens>() is not null && BearerToken.Read(context.Request) is { } token)
        {
            Enter(context, await context.RequestServices.GetRequiredService<ApiTokens>().FindAsync(token, context.RequestAborted));
        }
        else if (cookie.Read(context.Request) is { } secretId)
        {
            await FindAsync(context, secretId, EndpointAccess.WantsCommenter(endpoint));
        }

        await next(context);
    }

    private static async Task FindAsync(HttpContext context, string secretId, bool wantsCommenter)
    {
        var sessions = context.RequestServices.GetRequiredService<SessionStore>();
        var visit = VisitReading.Of(context);
        if (await sessions.FindAsync(secretId, visit, context.RequestAborted) is { } person)
        {
            context.Features.Set(person);
        }
        else if (wantsCommenter && await sessions.FindCommenterAsync(secretId, visit, context.RequestAborted) is { } commenter)
        {
            context.Features.Set(commenter);
        }
    }

    private static void Enter(HttpContext context, SignedInPerson? program)
    {
        if (program is null)
        {
            BearerToken.Refuse(context);
        }
        else
        {
            context.Features.Set(program);
        }
    }
}
