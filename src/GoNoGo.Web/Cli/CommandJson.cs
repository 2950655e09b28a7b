using System.Text.Json;

namespace GoNoGo.Web.Cli;

/// <summary>How every command writes JSON: the names of the API, indented for a person.</summary>
internal static class CommandJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
    };
}
