using GoNoGo.Platform;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Access;
using GoNoGo.Web.Api;
using GoNoGo.Web.Pages;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace GoNoGo.Web.Pipeline;

/// <summary>
/// Turns away what no endpoint could take, before anybody is looked for: headers of a connection, a query with control characters, a body
/// that is too large, packed, of another type, nested too deep or no JSON. What the fields hold is the endpoint's to judge, after
/// authorisation, so that a stranger learns nothing from it.
/// </summary>
internal sealed class Validation(RequestDelegate next)
{
    private static readonly PathString Api = "/api";

    public Task InvokeAsync(HttpContext context)
    {
        ForgetUnreadableConditions(context.Request.Headers);
        Error? refusal = ConnectionFields.AreMisplaced(context.Request) ? BadRequest.OfConnection : FindFaultInQuery(context.Request);
        return refusal is null && context.GetEndpoint() is RouteEndpoint && !HasBody(context)
            ? next(context)
            : GoOnAsync(context, refusal);
    }

    private async Task GoOnAsync(HttpContext context, Error? refusal)
    {
        refusal ??= await FindFaultInBodyAsync(context);
        if (refusal is not null)
        {
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

    private static InvalidQuery? FindFaultInQuery(HttpRequest request) => request.QueryString.HasValue
        && request.Query.FirstOrDefault(part => part.Value.Any(value => value is not null && !ReadableText.Is(value))) is { Key: { } name }
            ? new InvalidQuery(name, "Leave control characters out of the query.")
            : null;

    private static async Task<Error?> FindFaultInBodyAsync(HttpContext context)
    {
        var request = context.Request;
        if (!HasBody(context))
        {
            return null;
        }

        if (LimitOf(context) is { } most && request.ContentLength > most)
        {
            return BadRequest.TooLarge(most);
        }

        if (request.Headers.ContentEncoding.Count > 0)
        {
            return BadRequest.Packed;
        }

        return TakesJson(request) ? await ReadJsonAsync(context) : null;
    }

    private static bool HasBody(HttpContext context) => context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody is true;

    private static long? LimitOf(HttpContext context)
    {
        // Routing gives an endpoint's own limit to the server, where it has one.
        return context.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize
            ?? context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize;
    }

    private static bool TakesJson(HttpRequest request) =>
        request.Path.StartsWithSegments(Api, StringComparison.OrdinalIgnoreCase) && OwnPages.IsUnsafe(request);

    /// <summary>Reads the body once, for whoever answers.</summary>
    private static async Task<Error?> ReadJsonAsync(HttpContext context)
    {
        var request = context.Request;
        if (!request.HasJsonContentType())
        {
            return request.ContentLength == 0 ? null : BadRequest.NotJsonType;
        }

        if (!(await SentJson.ReadAsync(request.Body, context.RequestAborted)).Succeeded(out var sent, out var refusal))
        {
            return refusal;
        }

        context.Features.Set(sent);
        return null;
    }

    private static async Task RefuseAsync(HttpContext context, Error refusal)
    {
        await SocketThread.LeaveAsync();
        context.Response.Headers.CacheControl = "no-store";
        var answer = Answers.WantJson(context.Request)
            ? Problems.For(refusal)
            : await context.RequestServices.GetRequiredService<PageWriter>().RefusedAsync(refusal, context.RequestAborted);
        await answer.ExecuteAsync(context);
    }
}
