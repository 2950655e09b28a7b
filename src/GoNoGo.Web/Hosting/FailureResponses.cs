using System.Net.Mime;
using GoNoGo.Platform.Data;
using GoNoGo.Web.Api;
using Microsoft.AspNetCore.Diagnostics;

namespace GoNoGo.Web.Hosting;

/// <summary>What a bug or broken infrastructure answers: problem details to a program, a plain page to a person, never the cause.</summary>
internal static class FailureResponses
{
    private const string RetryAfterSeconds = "30";

    private const string Page = """
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>Something went wrong</title>
        <h1>Something went wrong</h1>
        <p>The server could not answer. Nothing you sent was kept unless it said so. Please try again in a minute.</p>
        </html>

        """;

    private static readonly PathString[] MachinePaths = ["/api", "/webhooks", "/health"];

    public static IServiceCollection AddFailureResponses(this IServiceCollection services) => services.AddProblemDetails();

    public static IApplicationBuilder UseFailureResponses(this IApplicationBuilder app) =>
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = AnswerAsync });

    private static Task AnswerAsync(HttpContext context)
    {
        var status = StatusOf(context.Features.Get<IExceptionHandlerFeature>()?.Error, context.RequestServices);
        context.Response.Headers.CacheControl = "no-store";
        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
        }

        if (WantsJson(context.Request))
        {
            return Problems.ForFailure(status).ExecuteAsync(context);
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = MediaTypeNames.Text.Html + "; charset=utf-8";
        return context.Response.WriteAsync(Page, context.RequestAborted);
    }

    private static int StatusOf(Exception? failure, IServiceProvider services) => failure switch
    {
        BadHttpRequestException refused => refused.StatusCode,
        not null when services.GetRequiredService<IDatabaseDialect>().IsUnavailable(failure) => StatusCodes.Status503ServiceUnavailable,
        TimeoutException => StatusCodes.Status503ServiceUnavailable, // A unit of work that took too long.
        _ => StatusCodes.Status500InternalServerError,
    };

    private static bool WantsJson(HttpRequest request) =>
        MachinePaths.Any(path => request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase));
}
