using System.Text.Json;

namespace GoNoGo.Platform.Events;

/// <summary>How events are written and read: snake_case names, and nothing missing that the event's type asks for.</summary>
internal static class EventJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };
}
