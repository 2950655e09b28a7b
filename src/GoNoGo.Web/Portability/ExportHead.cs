using System.Text.Json;
using System.Text.Json.Serialization;
using GoNoGo.Platform.Privacy;

namespace GoNoGo.Web.Portability;

/// <summary>The first line of an export.</summary>
/// <param name="GonogoExport">The version of the form.</param>
/// <param name="TagKeys">Marks of the keys that its tags were made with: people are known again only where these are.</param>
internal sealed record ExportHead(
    [property: JsonPropertyName("gonogo_export")] int GonogoExport, [property: JsonPropertyName("tag_keys")] IReadOnlyList<string> TagKeys)
{
    public const int CurrentVersion = 1;

    private const string CheckLabel = "gonogo:export-key-check:v1";

    public static JsonSerializerOptions Json { get; } = new() { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    /// <summary>The head of what this installation exports.</summary>
    public static ExportHead Of(KeyRing keys) => new(
        CurrentVersion,
        [
            .. keys.All(KeyPurpose.EmailTag).Select(key =>
                $"{KeyPurposes.Name(KeyPurpose.EmailTag, key.Version)}:{Convert.ToHexStringLower(key.Authenticate(CheckLabel, []))[..16]}"),
        ]);
}

/// <summary>The last line: without it the file is cut.</summary>
/// <param name="Rows">How many lines stand between the first and this one.</param>
/// <param name="Sha256">Of the bytes of all lines before this one, in hexadecimal digits.</param>
internal sealed record ExportEnd(
    [property: JsonPropertyName("rows")] long Rows, [property: JsonPropertyName("sha256")] string Sha256);
