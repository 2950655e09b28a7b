using GoNoGo.Blog.Content;
using GoNoGo.Integrations.CodeHosting;
using GoNoGo.Integrations.Webhooks;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Access;
using GoNoGo.Web.Api;
using GoNoGo.Web.Configuration;
using GoNoGo.Web.Limits;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Options;
using ProblemHttpResult = Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult;
using WebhookResult = Microsoft.AspNetCore.Http.HttpResults.JsonHttpResult<GoNoGo.Web.Webhooks.WebhookAnswerView>;

namespace GoNoGo.Web.Webhooks;

/// <summary>
/// Where the hosting service says that something was pushed. There is no such address without a secret, and nothing is believed before the
/// signature over the raw bytes has been checked.
/// </summary>
internal static class WebhookEndpoints
{
    // GitHub sends no more than 25 MB.
    private const long LargestBody = 25 * 1024 * 1024;

    private const string ContentPath = "/webhooks/content-updated";

    /// <summary>Tells the integrations where the content webhook is to send to.</summary>
    public static IServiceCollection AddContentWebhookTarget(this IServiceCollection services, Settings settings)
    {
        var address = settings.PublicAddress.Absolute(ContentPath);
        return services.AddSingleton(new ContentWebhookTarget(
            address, settings.Get<WebhookOptions>(WebhookOptions.Section).Secret, IsReachable: !address.IsLoopback));
    }

    public static void MapWebhooks(this IEndpointRouteBuilder endpoints)
    {
        var options = endpoints.ServiceProvider.GetRequiredService<IOptions<WebhookOptions>>().Value;
        if (!string.IsNullOrEmpty(options.Secret))
        {
            endpoints.MapPost(ContentPath, TakeAsync).OpenToEveryone().WithMetadata(new BodyLimit());
        }

        endpoints.Map("/webhooks/{**path}", NothingHere).OpenToEveryone();
    }

    private static async Task<IResult> TakeAsync(
        HttpContext context,
        WebhookIntake intake,
        LargeBodies bodies,
        CountedWrites writes,
        IOptions<WebhookOptions> webhooks,
        IOptions<ContentOptions> content,
        ICodeHost host)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!context.Request.HasJsonContentType())
        {
            return Problems.For(BadRequest.NotJsonType);
        }

        if (!WebhookIntake.IsSigned(ValuesOf))
        {
            return await RefuseAsync(context, writes, new SignatureRefused());
        }

        using var place = bodies.TryEnter(context.Request.ContentLength);
        if (place is null)
        {
            context.Response.Headers.RetryAfter = LargeBodies.RetryAfterSeconds;
            return Problems.For(new Unavailable());
        }

        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var message = new WebhookMessage(ValuesOf, body.GetBuffer().AsMemory(0, (int)body.Length));
        var taken = await intake.TakeAsync(message, InterestOf(webhooks.Value, content.Value, host), context.RequestAborted);
        return taken.Succeeded(out var answer, out var refusal) ? AnswerTo(answer) : await RefuseAsync(context, writes, refusal);

        IReadOnlyList<string> ValuesOf(string name) => [.. context.Request.Headers[name].OfType<string>()];
    }

    private static ProblemHttpResult NothingHere(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        return Problems.For(new NoSuchResource());
    }

    private static WebhookInterest InterestOf(WebhookOptions webhooks, ContentOptions content, ICodeHost host) => new(
        new WebhookSecrets([.. new[] { webhooks.Secret, webhooks.PreviousSecret }.OfType<string>().Where(secret => secret.Length > 0)]),
        webhooks.Repository ?? host.Repository?.ToString(),
        content.Branch)
    {
        ChecksPullRequests = host is { Repository: not null, Reports: true },
    };

    private static WebhookResult AnswerTo(WebhookAnswer answer) => TypedResults.Json(
        new WebhookAnswerView(answer.ToString().ToLowerInvariant()),
        statusCode: answer is WebhookAnswer.Pong ? StatusCodes.Status200OK : StatusCodes.Status202Accepted);

    /// <summary>Only what is forged is counted: it may come from the service's own addresses, where somebody else has an account.</summary>
    private static async Task<IResult> RefuseAsync(HttpContext context, CountedWrites writes, Error refusal) => refusal switch
    {
        PayloadUnreadable => Problems.For(BadRequest.NotJson),
        SignatureRefused when await writes.TakeAsync(context, CountedKind.ForgedWebhook) is { } tooMany => Problems.For(tooMany),
        SignatureRefused => Problems.For(BadRequest.SignatureRefused),
        _ => Problems.For(refusal),
    };

    private sealed class BodyLimit : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => LargestBody;
    }
}

/// <summary>What became of a webhook: pong, queued, known or ignored.</summary>
internal sealed record WebhookAnswerView(string Status);
