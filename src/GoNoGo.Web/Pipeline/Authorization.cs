using GoNoGo.Accounts.Commenters;
using GoNoGo.Accounts.Sessions;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Access;
using GoNoGo.Web.Admin.Frame;
using GoNoGo.Web.Api;
using GoNoGo.Web.Limits;
using GoNoGo.Web.Pages;

namespace GoNoGo.Web.Pipeline;

/// <summary>
/// The one place that decides who may do what, by the marks of endpoints. What bears no mark is closed: nobody may use what nobody has
/// thought about.
/// </summary>
internal sealed partial class Authorization(RequestDelegate next, PublicAddress address, ILogger<Authorization> logger)
{
    public Task InvokeAsync(HttpContext context)
    {
        var endpoint = context.GetEndpoint();

        // Routing itself answers for a method that no endpoint has; that answer is no endpoint of ours.
        if (endpoint is not RouteEndpoint)
        {
            return next(context);
        }

        if (EndpointAccess.Of(endpoint) is not { } access)
        {
            NoMark(endpoint.DisplayName ?? "");
            return AnswerAsync(context, Problems.For(new NoSuchResource()));
        }

        if (BearerToken.WasRefused(context))
        {
            BearerToken.Challenge(context);
            return AnswerAsync(context, Problems.For(BadRequest.TokenRefused));
        }

        if (FindRefusal(context, endpoint, access) is { } refusal)
        {
            return RefuseAsync(context, refusal);
        }

        if (access.Permission is not null && context.Features.Get<SignedInPerson>() is null)
        {
            return AskToSignInAsync(context);
        }

        if (access.IsForCommenters && context.Features.Get<SignedInCommenter>() is null)
        {
            return AnswerAsync(context, new SeeOther(CommenterSignIns.LinkPath));
        }

        context.Features.Set(SeenByEndpoint.Mark);
        return next(context);
    }

    private Error? FindRefusal(HttpContext context, Endpoint endpoint, EndpointAccess access)
    {
        var person = context.Features.Get<SignedInPerson>();
        var isGuarded = person is { IsProgram: false }
            || context.Features.Get<SignedInCommenter>() is not null
            || endpoint.Metadata.GetMetadata<FromOwnPages>() is not null;
        if (isGuarded && OwnPages.IsUnsafe(context.Request) && !OwnPages.Sent(context.Request, address))
        {
            return new NotFromOwnPages();
        }

        if (person is null || access.Permission is not { } permission)
        {
            return null;
        }

        if (!person.May(permission))
        {
            return new NotPermitted();
        }

        return person.MustConfirm && endpoint.Metadata.GetMetadata<AsksAgain>() is not null ? new ConfirmationNeeded() : null;
    }

    private static async Task AskToSignInAsync(HttpContext context)
    {
        if (Answers.WantJson(context.Request))
        {
            BearerToken.Challenge(context);
            await AnswerAsync(context, Problems.For(BadRequest.SignInNeeded));
            return;
        }

        var isPage = !OwnPages.IsUnsafe(context.Request);
        await AnswerAsync(context, new SeeOther(AdminPaths.SignIn(isPage ? context.Request.Path + context.Request.QueryString : null)));
    }

    private async Task RefuseAsync(HttpContext context, Error refusal)
    {
        if (Answers.WantJson(context.Request))
        {
            await AnswerAsync(context, Problems.For(refusal));
        }
        else if (refusal is ConfirmationNeeded)
        {
            var returnTo = PageBefore(context.Request) is { } before ? address.Inside(before) : null;
            await AnswerAsync(context, new SeeOther(AdminPaths.Confirm(returnTo)));
        }
        else
        {
            var page = await context.RequestServices.GetRequiredService<AdminWriter>()
                .RefusedAsync(context, context.Features.Get<SignedInPerson>(), refusal);
            await AnswerAsync(context, page);
        }
    }

    // Where they were when they pressed the button: they do it again from there.
    private static string? PageBefore(HttpRequest request) =>
        OwnPages.IsUnsafe(request)
            ? Uri.TryCreate(request.Headers.Referer.ToString(), UriKind.Absolute, out var page) ? page.PathAndQuery : null
            : request.Path + request.QueryString;

    private static Task AnswerAsync(HttpContext context, IResult result)
    {
        context.Response.Headers.CacheControl = "no-store";
        return result.ExecuteAsync(context);
    }

    [LoggerMessage(1, LogLevel.Error, "The endpoint {Endpoint} says nothing about who may use it, and is closed.")]
    private partial void NoMark(string endpoint);
}
