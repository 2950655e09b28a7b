using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace GoNoGo.Platform.Audit.Export;

/// <summary>A line of an export: exactly one of these.</summary>
internal sealed record ExportLine
{
    public ExportHeader? Header { get; init; }

    public ExportAnchor? Anchor { get; init; }

    public ExportEntry? Entry { get; init; }

    public ExportCheckpoint? Checkpoint { get; init; }

    public ExportProof? Proof { get; init; }

    public ExportEnd? End { get; init; }

    public static JsonSerializerOptions Json { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };
}

/// <summary>The first line: what the file is, of which log, and by which keys it was signed.</summary>
internal sealed record ExportHeader(
    string Format, int Version, string Origin, DateTimeOffset ExportedAt, IReadOnlyList<string> VerifierKeys)
{
    /// <summary>The whole log.</summary>
    public const string Log = "gonogo-audit-log";

    /// <summary>One entry with its proof.</summary>
    public const string Proof = "gonogo-audit-proof";

    public const int CurrentVersion = 1;
}

/// <summary>What lay outside when the file was written.</summary>
internal sealed record ExportAnchor(string Name, string Note);

/// <summary>A stored checkpoint, behind the entries that it covers.</summary>
internal sealed record ExportCheckpoint(long Size, string Note);

/// <summary>An inclusion proof, and where a smaller checkpoint is anchored, the proof that the tree grew out of it.</summary>
internal sealed record ExportProof(
    long Index, long Size, IReadOnlyList<byte[]> Hashes, string? AnchoredNote, IReadOnlyList<byte[]>? Consistency);

/// <summary>The last line: how many stand before it, so that a file that was cut short shows.</summary>
internal sealed record ExportEnd(long Lines);
