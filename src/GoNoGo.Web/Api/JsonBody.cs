using System.Collections.Frozen;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using GoNoGo.Platform.Results;

namespace GoNoGo.Web.Api;

/// <summary>
/// The body of a request as one JSON object of known members: a wrong type is a bad request (400), an unknown member is named (422), and
/// one that comes twice is refused.
/// </summary>
internal sealed class JsonBody
{
    private const int LongestName = 100;

    private static readonly JsonElement Nothing = JsonElement.Parse("{}");

    private readonly JsonElement root;

    private JsonBody(JsonElement root) => this.root = root;

    /// <summary>A body that has the members that a type has as properties. Where none of them is compulsory, it may be left out.</summary>
    public static Result<JsonBody> Read<TBody>(HttpContext http) => http.Features.Get<SentJson>() switch
    {
        { Root: var sent } => Read<TBody>(sent, prefix: ""),
        null when Members<TBody>.AreOptional => new JsonBody(Nothing),
        null => http.Request.HasJsonContentType() ? BadRequest.NotJson : BadRequest.NotJsonType,
    };

    /// <summary>A text of a word or more, without control characters but tabs and line breaks; null where it is missing or null.</summary>
    public Result<Optional<string>> Text(string name)
    {
        var typed = TypedText(name);
        return typed.Value?.Value is { } text && !ReadableText.Is(text) ? new TextNotPlain(name) : typed;
    }

    /// <summary>A text as somebody typed it, which its taker judges; null where it is missing or null.</summary>
    public Result<Optional<string>> TypedText(string name) => Find(name) switch
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

    /// <summary>True or false; false where it is missing.</summary>
    public Result<Optional<bool?>> Flag(string name) => !root.TryGetProperty(name, out var value)
        ? new Optional<bool?>(false)
        : value.ValueKind switch
        {
            JsonValueKind.True => new Optional<bool?>(true),
            JsonValueKind.False => new Optional<bool?>(false),
            _ => BadRequest.WrongType(name, "true or false"),
        };

    /// <summary>A list of objects, each of the members that a type has as properties; empty where it is missing.</summary>
    public Result<IReadOnlyList<JsonBody>> Objects<TItem>(string name)
    {
        if (Find(name) is not { } list)
        {
            return Array.Empty<JsonBody>();
        }

        if (list.ValueKind != JsonValueKind.Array || list.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.Object))
        {
            return BadRequest.WrongType(name, "a list of objects");
        }

        var items = new List<JsonBody>(list.GetArrayLength());
        foreach (var item in list.EnumerateArray())
        {
            if (!Read<TItem>(item, $"{name}.").Succeeded(out var read, out var refusal))
            {
                return refusal;
            }

            items.Add(read);
        }

        return items;
    }

    private static Result<JsonBody> Read<TBody>(JsonElement value, string prefix)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return BadRequest.NotJson;
        }

        var names = value.EnumerateObject().Select(member => member.Name);
        return names.FirstOrDefault(name => !Members<TBody>.Names.Contains(name)) is { } unknown
            ? new UnknownMember(prefix + (unknown.Length <= LongestName ? unknown : unknown[..LongestName]))
            : new JsonBody(value);
    }

    private JsonElement? Find(string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null ? value : null;

    private static class Members<TBody>
    {
        public static FrozenSet<string> Names { get; } = typeof(TBody).GetProperties()
            .Select(property => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name)).ToFrozenSet(StringComparer.Ordinal);

        public static bool AreOptional { get; } =
            typeof(TBody).GetProperties().All(property => property.GetCustomAttribute<RequiredMemberAttribute>() is null);
    }
}

/// <summary>A value that may be missing.</summary>
internal sealed record Optional<T>(T? Value);

/// <summary>The body has a member that nobody reads.</summary>
internal sealed record UnknownMember(string Name) : InvalidField(Name, "unknown_member", "Leave this member out: it is not known.");

/// <summary>A text has characters that are none.</summary>
internal sealed record TextNotPlain(string Name) : InvalidField(Name, "text_not_plain", "Leave control characters out of this text.");
