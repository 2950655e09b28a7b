using System.Text.Json;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Access;
using GoNoGo.Web.Api;
using GoNoGo.Web.Pages;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace GoNoGo.Web.Pipeline;

/// <summary>
/// Turns away what no endpoint could take, before anybody is looked for: an unknown method, a body that is too large, packed, of another
/// type, nested too deep or no JSON. What the fields hold is the endpoint's to judge, after authorisation, so that a stranger learns
/// nothing from it.
/// </summary>
internal sealed class Validation(RequestDelegate next)
{
    /// <summary>How deep objects and lists may be nested.</summary>
    public const int DeepestJson = 6;

    private static readonly PathString Api = "/api";
    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = DeepestJson };

    public async Task InvokeAsync(HttpContext context)
    {
        ForgetUnreadableConditions(context.Request.Headers);
        if (await FindRefusalAsync(context) is { } refusal)
        {
            if (refusal.Status == StatusCodes.Status405MethodNotAllowed)
            {
                context.Response.Headers.Allow = string.Join(", ", Methods);
            }

            await RefuseAsync(context, refusal);
            return;
        }

        await next(context);

        // Routing answers for a method that no endpoint of the path has, by its status alone.
        if (context.GetEndpoint() is not null and not RouteEndpoint
            && context.Response is { StatusCode: StatusCodes.Status405MethodNotAllowed, HasStarted: false })
        {
            await RefuseAsync(context, BadRequest.WrongMethod);
        }
    }

    /// <summary>
    /// The framework's parser throws on a list of entity tags that ends with <c>W/</c>. What cannot be read is no condition for reading,
    /// and one that nothing meets for writing.
    /// </summary>
    private static void ForgetUnreadableConditions(IHeaderDictionary headers)
    {
        if (!EntityTags.CanRead(headers.IfNoneMatch))
        {
            headers.Remove(HeaderNames.IfNoneMatch);
        }

        if (!EntityTags.CanRead(headers.IfRange))
        {
            headers.Remove(HeaderNames.IfRange);
        }

        if (!EntityTags.CanRead(headers.IfMatch))
        {
            headers.IfMatch = EntityTags.None;
        }
    }

    private static async Task<BadRequest?> FindRefusalAsync(HttpContext context)
    {
        var request = context.Request;
        if (!Methods.Contains(request.Method, StringComparer.Ordinal))
        {
            return BadRequest.WrongMethod;
        }

        if (!HasBody(context))
        {
            return null;
        }

        if (request.ContentLength > LimitOf(context))
        {
            return BadRequest.TooLarge;
        }

        if (request.Headers.ContentEncoding.Count > 0)
        {
            return BadRequest.Packed;
        }

        return WantsJson(context) ? await FindFaultInJsonAsync(context) : null;
    }

    private static bool HasBody(HttpContext context) => context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody is true;

    private static long? LimitOf(HttpContext context)
    {
        // Routing gives an endpoint's own limit to the server, where it has one.
        return context.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize
            ?? context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize;
    }

    private static bool WantsJson(HttpContext context) =>
        context.Request.Path.StartsWithSegments(Api, StringComparison.OrdinalIgnoreCase)
        && OwnPages.IsUnsafe(context.Request);

    /// <summary>Reads the body, which is small, and puts it back for the endpoint.</summary>
    private static async Task<BadRequest?> FindFaultInJsonAsync(HttpContext context)
    {
        var request = context.Request;
        if (!request.HasJsonContentType())
        {
            return request.ContentLength == 0 ? null : BadRequest.NotJsonType;
        }

        var body = new MemoryStream();
        try
        {
            await request.Body.CopyToAsync(body, context.RequestAborted);
            using var document = JsonDocument.Parse(body.GetBuffer().AsMemory(0, (int)body.Length), Strict);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // A name with half a surrogate pair is no text.
            return BadRequest.NotJson;
        }
        catch (BadHttpRequestException exception)
        {
            return exception.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? BadRequest.TooLarge
                : BadRequest.Unreadable(exception.StatusCode);
        }

        body.Position = 0;
        request.Body = body;
        return null;
    }

    private static async Task RefuseAsync(HttpContext context, Error refusal)
    {
        context.Response.Headers.CacheControl = "no-store";
        var answer = Answers.WantJson(context.Request)
            ? Problems.For(refusal)
            : await context.RequestServices.GetRequiredService<PageWriter>().RefusedAsync(refusal, context.RequestAborted);
        await answer.ExecuteAsync(context);
    }
}
