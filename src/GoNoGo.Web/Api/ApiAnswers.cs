using System.Text.Json;
using GoNoGo.Web.Pages;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace GoNoGo.Web.Api;

/// <summary>
/// What every answer of the API gets: a refusal is kept by nobody, a list names its next page in a <c>Link</c> header too (RFC 8288), and
/// what is for everybody has an ETag.
/// </summary>
internal static class ApiAnswers
{
    private const string Json = "application/json; charset=utf-8";

    public static async ValueTask<object?> FinishAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var (answer, http) = (await next(invocation), invocation.HttpContext);
        if (answer is ProblemHttpResult)
        {
            http.Response.Headers.CacheControl = "no-store";
            return answer;
        }

        if (answer is IValueHttpResult { Value: IListView { Next: { } path } })
        {
            http.Response.Headers.Link = $"<{http.RequestServices.GetRequiredService<PublicAddress>().Outside(path)}>; rel=\"next\"";
        }

        ApiCors.VaryByOrigin(http);
        return IsForEveryone(http) && answer is IStatusCodeHttpResult { StatusCode: StatusCodes.Status200OK } and IValueHttpResult
        {
            Value: { } value,
        }
            ? new PageResult(JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), OptionsOf(http)), Json)
            : answer;
    }

    private static bool IsForEveryone(HttpContext http) =>
        (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
        && http.Response.Headers.CacheControl.Count == 0;

    private static JsonSerializerOptions OptionsOf(HttpContext http) =>
        http.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
}
