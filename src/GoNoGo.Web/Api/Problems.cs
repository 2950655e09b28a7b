using System.Globalization;
using GoNoGo.Platform.Results;
using Microsoft.AspNetCore.Mvc;
using ProblemHttpResult = Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult;

namespace GoNoGo.Web.Api;

/// <summary>Refusals as RFC 9457 problem details: the one place that maps them to HTTP.</summary>
internal static class Problems
{
    private const string TypePrefix = "urn:gonogo:problem:";

    public static ProblemHttpResult For(Error error) => error switch
    {
        InvalidFields invalid => Problem(StatusCodes.Status422UnprocessableEntity, error, invalid.Fields),
        InvalidField invalid => Problem(StatusCodes.Status422UnprocessableEntity, error, [invalid]),
        BadRequest bad => Problem(bad.Status, error, []),
        NotFound => Problem(StatusCodes.Status404NotFound, error, []),
        Conflict => Problem(StatusCodes.Status409Conflict, error, []),
        Forbidden => Problem(StatusCodes.Status403Forbidden, error, []),
        TooMany => Problem(StatusCodes.Status429TooManyRequests, error, []),
        Unavailable => Problem(StatusCodes.Status503ServiceUnavailable, error, []),
        _ => throw new InvalidOperationException($"The refusal {error.GetType().Name} has no HTTP status."),
    };

    /// <summary>What no refusal foresaw; the cause is in the log and nowhere else.</summary>
    public static ProblemHttpResult ForFailure(int status) => Problem(
        status,
        status switch
        {
            StatusCodes.Status503ServiceUnavailable => new Unavailable(),
            < StatusCodes.Status500InternalServerError => BadRequest.Unreadable(status),
            _ => new Unexpected(),
        },
        []);

    private static ProblemHttpResult Problem(int status, Error error, IReadOnlyList<InvalidField> fields)
    {
        var details = new ProblemDetails
        {
            Type = TypePrefix + error.Code,
            Title = error.Code.Replace('_', ' '),
            Status = status,
            Detail = error.Message,
        };
        if (fields.Count > 0)
        {
            details.Extensions["errors"] = fields.Select(field => new FieldProblem(field.Field, field.Code, field.Message)).ToList();
        }

        return TypedResults.Problem(details);
    }

    private sealed record FieldProblem(string Field, string Code, string Detail);
}

/// <summary>It will work again by itself: the content is being loaded, or the database cannot be written.</summary>
internal sealed record Unavailable()
    : Error("unavailable", "This cannot be done at the moment and nothing was stored. Try again a little later.");

/// <summary>Something is wrong here that nobody outside can mend.</summary>
internal sealed record Unexpected() : Error("unexpected", "The server could not answer. The fault is recorded; try again later.");

/// <summary>The request cannot be read at all.</summary>
internal sealed record BadRequest(int Status, string Code, string Message) : Error(Code, Message)
{
    private const long BytesOfKilobyte = 1024;
    private const long BytesOfMegabyte = 1024 * BytesOfKilobyte;

    public static BadRequest NotJson { get; } = new(
        StatusCodes.Status400BadRequest, "not_json", "Send one JSON object, each of its members once.");

    public static BadRequest OfConnection { get; } = new(
        StatusCodes.Status400BadRequest, "bad_request", "Send no header of a connection, such as Transfer-Encoding, over HTTP/2.");

    public static BadRequest Packed { get; } = new(
        StatusCodes.Status415UnsupportedMediaType, "unsupported_media_type", "Send the body as it is, without Content-Encoding.");

    public static BadRequest NotJsonType { get; } = new(
        StatusCodes.Status415UnsupportedMediaType, "unsupported_media_type", "Send the body as application/json.");

    public static BadRequest SignInNeeded { get; } = new(
        StatusCodes.Status401Unauthorized, "sign_in_needed", "Sign in at /admin/, or send an API token as Authorization: Bearer.");

    /// <summary>A token that is wrong, over or revoked: which of them is not told.</summary>
    public static BadRequest TokenRefused { get; } = new(
        StatusCodes.Status401Unauthorized, "token_refused", "Send a token that is still good. Your account page in the admin makes one.");

    public static BadRequest Misdirected { get; } = new(
        StatusCodes.Status421MisdirectedRequest,
        "misdirected_request",
        "This server has no site of that name. Its operator can add the name to GoNoGo:Site:OtherHosts.");

    public static BadRequest SignatureRefused { get; } = new(
        StatusCodes.Status401Unauthorized, "signature_refused", "The signature does not fit. Check the secret at the hosting service.");

    public static BadRequest WrongMethod { get; } = new(
        StatusCodes.Status405MethodNotAllowed, "method_not_allowed", "Use one of the methods that the Allow header names.");

    /// <summary>More than an endpoint takes, in bytes.</summary>
    public static BadRequest TooLarge(long most) => new(
        StatusCodes.Status413PayloadTooLarge,
        "body_too_large",
        most < BytesOfMegabyte
            ? string.Create(CultureInfo.InvariantCulture, $"Send at most {most / BytesOfKilobyte} KiB.")
            : string.Create(CultureInfo.InvariantCulture, $"Send at most {most / BytesOfMegabyte} MiB."));

    public static BadRequest Unreadable(int status) => new(status, "bad_request", "Send the request as HTTP has it.");

    public static BadRequest WrongType(string field, string expected) =>
        new(StatusCodes.Status400BadRequest, "wrong_type", $"The member {field} is not {expected}.");
}
