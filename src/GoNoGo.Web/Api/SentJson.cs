using System.Text.Json;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Hosting;

namespace GoNoGo.Web.Api;

/// <summary>What a request of the API sent: one well-formed JSON value, all texts of which are text.</summary>
internal sealed record SentJson(JsonElement Root)
{
    /// <summary>How deep objects and lists may be nested.</summary>
    public const int Deepest = 6;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = Deepest };

    /// <summary>Reads a body, which is small.</summary>
    public static async Task<Result<SentJson>> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(body, Strict, cancellationToken);
            ReadTexts(document.RootElement);
            return new SentJson(document.RootElement.Clone());
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return BadRequest.NotJson;
        }
        catch (BadHttpRequestException exception)
        {
            return exception.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? BadRequest.TooLarge(ServerLimits.LargestBody)
                : BadRequest.Unreadable(exception.StatusCode);
        }
    }

    /// <summary>Half a surrogate pair is found when a text is read, and by nothing before.</summary>
    private static void ReadTexts(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                _ = value.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    ReadTexts(item);
                }

                break;
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                {
                    _ = member.Name;
                    ReadTexts(member.Value);
                }

                break;
            default:
                break;
        }
    }
}
