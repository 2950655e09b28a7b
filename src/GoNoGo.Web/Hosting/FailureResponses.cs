using System.Net.Mime;
using System.Text.Encodings.Web;
using GoNoGo.Platform.Data;
using GoNoGo.Web.Api;
using GoNoGo.Web.Database;
using GoNoGo.Web.Languages;
using GoNoGo.Web.Pages;
using GoNoGo.Web.Pipeline;
using Microsoft.AspNetCore.Diagnostics;

namespace GoNoGo.Web.Hosting;

/// <summary>What a bug or broken infrastructure answers: problem details to a program, a plain page to a person, never the cause.</summary>
internal static partial class FailureResponses
{
    private const string RetryAfterSeconds = "30";
    private const string TraceId = "trace_id";

    public static IServiceCollection AddFailureResponses(this IServiceCollection services) => services.AddProblemDetails(problems =>
        problems.CustomizeProblemDetails = written => written.ProblemDetails.Extensions[TraceId] =
            written.HttpContext.RequestServices.GetRequiredService<RequestTraces>().IdOf(written.HttpContext)); // As in the log.

    public static IApplicationBuilder UseFailureResponses(this IApplicationBuilder app) =>
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = AnswerAsync,
            SuppressDiagnosticsCallback = _ => true, // It would log the text of the error, which may hold what somebody sent.
        });

    /// <summary>The status that a failure is answered with.</summary>
    public static int StatusOf(Exception failure, HttpContext context) => failure switch
    {
        BadHttpRequestException refused => refused.StatusCode,
        IOException { InnerException: OverflowException } => StatusCodes.Status400BadRequest, // The server, of a chunk that is too long.
        OperationCanceledException when context.RequestAborted.IsCancellationRequested => StatusCodes.Status499ClientClosedRequest,
        _ when IsUnavailable(failure, context) => StatusCodes.Status503ServiceUnavailable,
        _ when StorageFailure.IsOne(failure) => StatusCodes.Status503ServiceUnavailable, // Also where only the keys lie on that disk.
        TimeoutException => StatusCodes.Status503ServiceUnavailable, // A unit of work that took too long.
        _ => StatusCodes.Status500InternalServerError,
    };

    /// <summary>Writes a failure down once: its type and where it was, never its text.</summary>
    public static void Note(HttpContext context, Exception failure)
    {
        if (StatusOf(failure, context) < StatusCodes.Status500InternalServerError)
        {
            return;
        }

        // Whoever answers for a failure is no endpoint; the one that failed is kept beside it.
        var endpoint = context.Features.Get<IExceptionHandlerFeature>()?.Endpoint ?? context.GetEndpoint();
        var type = TypeOf(failure);
        RequestMeters.Failed(failure.GetType().Name);
        var logger = context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(FailureResponses));
        var id = context.RequestServices.GetRequiredService<RequestTraces>().IdOf(context);
        Failed(logger, id, RequestContext.Template(endpoint), type, RequestContext.UserTag(context) ?? "-", failure.StackTrace);
    }

    private static Task AnswerAsync(HttpContext context)
    {
        var failure = context.Features.Get<IExceptionHandlerFeature>()?.Error ?? new InvalidOperationException("An error without one.");
        Note(context, failure);
        context.RequestServices.GetRequiredService<SecurityFields>().Set(context);
        var status = StatusOf(failure, context);
        context.Response.Headers.CacheControl = "no-store";
        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
        }

        if (Answers.WantJson(context.Request))
        {
            return Problems.ForFailure(status).ExecuteAsync(context);
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = MediaTypeNames.Text.Html + "; charset=utf-8";
        return context.Response.WriteAsync(PageOf(context.RequestServices.GetRequiredService<PageWriter>().Words), context.RequestAborted);
    }

    // Nothing but words: what makes the other pages may be what failed.
    private static string PageOf(PageWords words)
    {
        var (title, text) = (HtmlEncoder.Default.Encode(words.Failed), HtmlEncoder.Default.Encode(words.FailedPlainly));
        return $"""
            <!doctype html>
            <html lang="{words.Language.Tag}" dir="{(words.Language.IsRightToLeft ? "rtl" : "ltr")}">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>{title}</title>
            <h1>{title}</h1>
            <p>{text}</p>
            </html>

            """;
    }

    private static bool IsUnavailable(Exception failure, HttpContext context) =>
        context.RequestServices.GetRequiredService<IDatabaseDialect>().IsUnavailable(failure);

    // What caused it says more than what it was wrapped into.
    private static string TypeOf(Exception failure) =>
        failure.InnerException is { } cause ? $"{failure.GetType().Name} by {TypeOf(cause)}" : failure.GetType().Name;

    [LoggerMessage(1, LogLevel.Error, "Request {Id} to {Template} failed: {ErrorType}, by {UserTag}\n{StackTrace}")]
    private static partial void Failed(ILogger logger, string id, string template, string errorType, string userTag, string? stackTrace);
}
