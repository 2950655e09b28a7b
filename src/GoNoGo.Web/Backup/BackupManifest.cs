using System.Text.Json;
using System.Text.Json.Serialization;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Database;

namespace GoNoGo.Web.Backup;

/// <summary>What a copy holds, beside it and in the open: counts and digests, nothing of anybody. Sealed under the copy's key.</summary>
internal sealed record BackupManifest
{
    public const int CurrentFormat = 1;

    private const string CheckLabel = "gonogo:backup-key-check:v1";
    private const string SealLabel = "gonogo:backup-manifest:v1";

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        WriteIndented = true,
    };

    /// <summary>Of the form of the copy; a later program may read earlier ones.</summary>
    public required int Format { get; init; }

    /// <summary><c>database</c> or <c>keys</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Of the run: the copies of database and keys that were made together have the same.</summary>
    public required Guid Id { get; init; }

    public required DateTimeOffset TakenAt { get; init; }

    public required string ProductVersion { get; init; }

    /// <summary>What is in the database; null in a copy of the keys.</summary>
    public DatabaseFacts? Database { get; init; }

    /// <summary>Marks of the keys that sign the audit trail, by which copies of one installation know each other.</summary>
    public required IReadOnlyList<string> SigningKeys { get; init; }

    /// <summary>The encrypted files.</summary>
    public required IReadOnlyList<BackupPart> Parts { get; init; }

    /// <summary>Tells another key from the right one.</summary>
    public string? KeyCheck { get; init; }

    /// <summary>HMAC-SHA-256 of all the rest: what was changed by hand is not believed.</summary>
    public string? Seal { get; init; }

    /// <summary>The manifest with its seal.</summary>
    public BackupManifest SealedWith(Key key)
    {
        var open = this with { KeyCheck = Check(key), Seal = null };
        return open with { Seal = SealOf(key, open) };
    }

    /// <summary>The bytes of its file.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    /// <summary>Reads a manifest and believes it only if it was sealed with this key.</summary>
    public static Result<BackupManifest> Read(byte[] bytes, string name, Key key)
    {
        if (FormatOf(bytes) is not { } format)
        {
            return new BackupRefused($"{name} is no manifest of a backup.");
        }
        else if (format > CurrentFormat)
        {
            return new BackupRefused($"{name} was written by a newer GoNoGo; restore it with that version or a later one.");
        }

        try
        {
            var manifest = JsonSerializer.Deserialize<BackupManifest>(bytes, Json);
            return manifest is null ? new BackupRefused($"{name} is no manifest of a backup.")
                : manifest.KeyCheck != manifest.Check(key) ? new BackupRefused($"The key is not the one that {name} was made with.")
                : manifest.Seal != SealOf(key, manifest with { Seal = null })
                    ? new BackupRefused($"{name} was changed after it was written; restore another backup.")
                : manifest;
        }
        catch (JsonException)
        {
            return new BackupRefused($"{name} is no manifest of a backup.");
        }
    }

    /// <summary>The marks of the keys that a manifest names, sealed or not; null where it names none.</summary>
    public static IReadOnlyList<string>? SigningKeysIn(byte[] bytes)
    {
        try
        {
            return JsonSerializer.Deserialize<BackupManifest>(bytes, Json)?.SigningKeys;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string SealOf(Key key, BackupManifest manifest) =>
        Convert.ToHexStringLower(key.Authenticate(SealLabel, manifest.ToBytes()));

    private string Check(Key key) => Convert.ToHexStringLower(key.Authenticate(CheckLabel, Id.ToByteArray()))[..16];

    private static int? FormatOf(byte[] bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            return document.RootElement.ValueKind is JsonValueKind.Object
                && document.RootElement.TryGetProperty("format", out var format)
                && format.TryGetInt32(out var number)
                    ? number
                    : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}

/// <summary>An encrypted file of a copy.</summary>
/// <param name="Name">Its name, in the folder of the manifest.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Its digest, in hexadecimal digits.</param>
internal sealed record BackupPart(string Name, long Bytes, string Sha256);

/// <summary>Why no copy was made, or why one cannot be restored: a sentence for the operator.</summary>
/// <param name="Sentence">What is wrong and what to do.</param>
internal sealed record BackupRefused(string Sentence) : Error("backup_refused", Sentence);
