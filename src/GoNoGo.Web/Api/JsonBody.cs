using System.Collections.Frozen;
using System.Text.Json;
using GoNoGo.Platform.Results;

namespace GoNoGo.Web.Api;

/// <summary>
/// The body of a request as one JSON object of known members: a wrong type is a bad request (400), an unknown member is named (422), and
/// one that comes twice is refused.
/// </summary>
internal sealed class JsonBody
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 6 };

    private readonly JsonElement root;

    private JsonBody(JsonElement root) => this.root = root;

    /// <summary>Reads a body that has the members that a type has as properties.</summary>
    public static async Task<Result<JsonBody>> ReadAsync<TBody>(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasJsonContentType())
        {
            return BadRequest.NotJsonType;
        }

        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body, Strict, cancellationToken);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return BadRequest.NotJson;
            }

            var names = document.RootElement.EnumerateObject().Select(member => member.Name);
            return names.FirstOrDefault(name => !Members<TBody>.Names.Contains(name)) is { } unknown
                ? new UnknownMember(unknown.Length <= 100 ? unknown : unknown[..100])
                : new JsonBody(document.RootElement.Clone());
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // A string with half a surrogate pair is no text.
            return BadRequest.NotJson;
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return BadRequest.TooLarge;
        }
    }

    /// <summary>A text; null where it is missing or null.</summary>
    public Result<Optional<string>> Text(string name) => Find(name) switch
    {
        null => new Optional<string>(null),
        { ValueKind: JsonValueKind.String } value => new Optional<string>(value.GetString()),
        _ => BadRequest.WrongType(name, "a string"),
    };

    /// <summary>A whole number; null where it is missing or null.</summary>
    public Result<Optional<int?>> Number(string name) => Find(name) switch
    {
        null => new Optional<int?>(null),
        { ValueKind: JsonValueKind.Number } value when value.TryGetInt32(out var number) => new Optional<int?>(number),
        _ => BadRequest.WrongType(name, "a whole number"),
    };

    /// <summary>A list; empty where it is missing.</summary>
    public Result<IReadOnlyList<JsonElement>> List(string name) => Find(name) switch
    {
        null => Array.Empty<JsonElement>(),
        { ValueKind: JsonValueKind.Array } value => value.EnumerateArray().ToArray(),
        _ => BadRequest.WrongType(name, "a list"),
    };

    private static class Members<TBody>
    {
        public static FrozenSet<string> Names { get; } = typeof(TBody).GetProperties()
            .Select(property => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name)).ToFrozenSet(StringComparer.Ordinal);
    }

    private JsonElement? Find(string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null ? value : null;
}

/// <summary>A value that may be missing.</summary>
internal sealed record Optional<T>(T? Value);
