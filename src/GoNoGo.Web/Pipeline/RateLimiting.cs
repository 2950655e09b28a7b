using GoNoGo.Platform;
using GoNoGo.Platform.Limits;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Access;
using GoNoGo.Web.Admin.Frame;
using GoNoGo.Web.Api;
using GoNoGo.Web.Limits;
using GoNoGo.Web.Pages;

namespace GoNoGo.Web.Pipeline;

/// <summary>
/// Turns away who asks too much, by address: all requests in memory, and writes that matter in the database, unless a later stage refuses
/// them. Health checks are never turned away: who asks for them decides whether this server gets any readers.
/// </summary>
internal sealed class RateLimiting(RequestDelegate next, ReadLimiter reads, Pseudonyms pseudonyms, RequestLog log)
{
    private static readonly PathString Health = "/health";
    private static readonly PathString Admin = AdminPaths.Root;

    public Task InvokeAsync(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } address
            || context.Request.Path.StartsWithSegments(Health, StringComparison.OrdinalIgnoreCase))
        {
            return next(context);
        }

        if (reads.Enter(address) is { } wait)
        {
            LimitMeters.Refused(ReadLimiter.Kind);
            LimitFields.WriteRefused(context.Response, ReadLimiter.Kind, reads.Amount, reads.Window, wait);
            return RefuseAsync(context, new TooManyRequests());
        }

        if (OwnPages.IsUnsafe(context.Request))
        {
            context.Features.Set(new SenderTags(pseudonyms.LimiterTag(address), pseudonyms.LimiterTagOfYesterday(address)));
        }

        return context.GetEndpoint()?.Metadata.GetMetadata<CountedWrite>() is { Kind: var kind }
            ? CountAsync(context, kind)
            : next(context);
    }

    private async Task CountAsync(HttpContext context, CountedKind kind)
    {
        var writes = context.RequestServices.GetRequiredService<CountedWrites>();
        if (await writes.TakeAsync(context, kind) is { } refusal)
        {
            await RefuseAsync(context, refusal);
        }
        else
        {
            context.Response.OnStarting(() => GiveBackUnseenAsync(context, writes));
            await next(context);
        }
    }

    /// <summary>
    /// What a stage has refused was not done. A failure keeps its place, since the database may be what failed; that of a comment was
    /// rolled back with it.
    /// </summary>
    private static Task GiveBackUnseenAsync(HttpContext context, CountedWrites writes) =>
        context.Features.Get<SeenByEndpoint>() is not null || context.Response.StatusCode >= StatusCodes.Status500InternalServerError
            ? Task.CompletedTask
            : writes.GiveBackAsync();

    private async Task RefuseAsync(HttpContext context, Error refusal)
    {
        await SocketThread.LeaveAsync();
        context.Response.Headers.CacheControl = "no-store";
        await (await AnswerAsync(context, refusal)).ExecuteAsync(context);
        log.Completed(context, context.Response.StatusCode, TimeSpan.Zero);
    }

    private static async Task<IResult> AnswerAsync(HttpContext context, Error refusal)
    {
        if (Answers.WantJson(context.Request))
        {
            return Problems.For(refusal);
        }

        return context.Request.Path.StartsWithSegments(Admin, StringComparison.OrdinalIgnoreCase)
            ? await context.RequestServices.GetRequiredService<AdminWriter>().RefusedAsync(context, person: null, refusal)
            : await context.RequestServices.GetRequiredService<PageWriter>().RefusedAsync(refusal, context.RequestAborted);
    }
}
