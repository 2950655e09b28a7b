using System.Text.Json;
using System.Text.Json.Serialization;

namespace GoNoGo.Web.Health;

/// <summary>How the health report is written: the names of the API, statuses by their words.</summary>
internal static class HealthJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };
}
