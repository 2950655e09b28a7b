using GoNoGo.Accounts.Users;
using GoNoGo.Web.Access;

namespace GoNoGo.Web.Api.Description;

/// <summary>What the description of the API says of a route. What a route answers everywhere is added to it.</summary>
/// <param name="Id">Its name, unique, for programs that are generated from the description.</param>
/// <param name="Summary">What it does, in a few words.</param>
internal sealed record ApiOperation(string Id, string Summary)
{
    /// <summary>A type whose properties are its members; null where it takes none.</summary>
    public Type? Body { get; init; }

    /// <summary>A body that a test sends; null where there is none.</summary>
    public string? Example { get; init; }

    /// <summary>Whether it can be left out.</summary>
    public bool IsBodyOptional { get; init; }

    /// <summary>What it answers; null where it answers without a body.</summary>
    public Type? Answer { get; init; }

    /// <summary>With which status.</summary>
    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>What can follow the question mark.</summary>
    public IReadOnlyList<ApiParameter> Query { get; init; } = [];

    /// <summary>Headers that it reads.</summary>
    public IReadOnlyList<ApiParameter> Headers { get; init; } = [];

    /// <summary>Statuses of its own refusals; those of who may use it and of a server that is busy are added.</summary>
    public IReadOnlyList<int> Refusals { get; init; } = [];
}

/// <summary>Something of a request beside its path and body.</summary>
/// <param name="Name">As it is written.</param>
/// <param name="Text">What it means.</param>
/// <param name="Type">Of its value.</param>
internal sealed record ApiParameter(string Name, string Text, Type? Type = null);

/// <summary>A refusal: problem details (RFC 9457).</summary>
/// <param name="Type"><c>urn:gonogo:problem:</c> and a code that is stable.</param>
/// <param name="Title">The code in words.</param>
/// <param name="Status">The status once more.</param>
/// <param name="Detail">One sentence that says what to do.</param>
/// <param name="TraceId">Of an answer: the request as the log of the server names it, its trace and its span.</param>
/// <param name="Errors">The fields that are wrong, with 422.</param>
internal sealed record Problem(
    string Type, string Title, int Status, string Detail, string? TraceId = null, IReadOnlyList<ProblemField>? Errors = null);

/// <summary>A field that is wrong.</summary>
/// <param name="Field">Its name.</param>
/// <param name="Code">What is wrong with it; stable.</param>
/// <param name="Detail">One sentence that says what to do.</param>
internal sealed record ProblemField(string Field, string Code, string Detail);

/// <summary>How routes are described.</summary>
internal static class ApiOperationConventions
{
    private const string Json = "application/json";
    private const string ProblemJson = "application/problem+json";

    /// <summary>Anybody may use it.</summary>
    public static RouteHandlerBuilder ForEveryone(this RouteHandlerBuilder route, ApiOperation operation) =>
        route.OpenToEveryone().RequireCors(ApiCors.Policy).Describe(operation, StatusCodes.Status503ServiceUnavailable);

    /// <summary>Only who has the permission, by a session or a token.</summary>
    public static RouteHandlerBuilder ForStaff(this RouteHandlerBuilder route, Permission permission, ApiOperation operation) =>
        route.RequirePermission(permission).Describe(
            operation, StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden, StatusCodes.Status503ServiceUnavailable);

    private static RouteHandlerBuilder Describe(this RouteHandlerBuilder route, ApiOperation operation, params int[] refusals)
    {
        route.WithMetadata(operation);
        route.Produces(operation.Status, operation.Answer, operation.Answer is null ? null : Json);
        foreach (var status in operation.Refusals.Concat(refusals).Distinct().Order())
        {
            route.Produces<Problem>(status, ProblemJson);
        }

        return route;
    }
}
