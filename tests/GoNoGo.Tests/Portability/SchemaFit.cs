using System.Text.Json;
using System.Text.Json.Nodes;

namespace GoNoGo.Tests.Portability;

/// <summary>As much of JSON Schema as the schema of exports uses.</summary>
internal static class SchemaFit
{
    public static bool Fits(JsonNode? value, JsonObject schema)
    {
        if (schema["const"] is { } only)
        {
            return JsonNode.DeepEquals(value, only);
        }

        return FitsType(value, schema["type"])
            && (value is not JsonObject members
                || schema["properties"] is not JsonObject properties
                || FitsMembers(members, properties, schema))
            && (value?.GetValueKind() is not JsonValueKind.String
                || schema["maxLength"] is not { } most
                || value.GetValue<string>().Length <= most.GetValue<int>());
    }

    private static bool FitsMembers(JsonObject members, JsonObject properties, JsonObject schema) =>
        schema["required"]!.AsArray().All(name => members.ContainsKey(name!.GetValue<string>()))
        && members.All(member => properties[member.Key] is JsonObject one && Fits(member.Value, one));

    private static bool FitsType(JsonNode? value, JsonNode? type) => type switch
    {
        null => true,
        JsonArray several => several.Any(one => FitsType(value, one)),
        _ => type.GetValue<string>() == (value?.GetValueKind() switch
        {
            JsonValueKind.Object => "object",
            JsonValueKind.Array => "array",
            JsonValueKind.String => "string",
            JsonValueKind.Number => "integer",
            JsonValueKind.True or JsonValueKind.False => "boolean",
            _ => "null",
        }),
    };
}
