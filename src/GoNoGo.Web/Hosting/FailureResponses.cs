using System.Net.Mime;

namespace GoNoGo.Web.Hosting;

/// <summary>What a bug or broken infrastructure answers: problem details to a program, a plain page to a person, never the cause.</summary>
internal static class FailureResponses
{
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
        context.Response.Headers.CacheControl = "no-store";
        if (WantsJson(context.Request))
        {
            return Results.Problem(statusCode: StatusCodes.Status500InternalServerError).ExecuteAsync(context);
        }

        context.Response.ContentType = MediaTypeNames.Text.Html + "; charset=utf-8";
        return context.Response.WriteAsync(Page, context.RequestAborted);
    }

    private static bool WantsJson(HttpRequest request) =>
        MachinePaths.Any(path => request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase));
}
