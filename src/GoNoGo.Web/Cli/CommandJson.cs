using System.Text.Json;
using System.Text.Json.Serialization;

namespace GoNoGo.Web.Cli;

/// <summary>How every command writes JSON: the names of the API, indented for a person.</summary>
internal static class CommandJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
    };

    /// <summary>The same, with the names of values in place of their numbers.</summary>
    public static JsonSerializerOptions Named { get; } = new(Options)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };
}
