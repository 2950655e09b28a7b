using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using GoNoGo.Platform.Results;

namespace GoNoGo.Web.Portability;

/// <summary>Reads the lines of an export, and knows at which one it is, for whoever has to look at the file.</summary>
internal sealed class ImportReader(Stream source) : IDisposable
{
    /// <summary>How many bytes a line may have: the largest row is a change of a long comment, with both texts.</summary>
    private const int LongestLine = 1 << 20;

    private readonly IncrementalHash digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] buffer = new byte[1 << 16];
    private int start;
    private int filled;
    private long rows;

    /// <summary>The line that was read last, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>How many bytes were read.</summary>
    public long Bytes { get; private set; }

    public void Dispose() => digest.Dispose();

    /// <summary>The first line.</summary>
    public async Task<Result<ExportHead>> HeadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var head = JsonSerializer.Deserialize<ExportHead>(await LineAsync(cancellationToken) ?? [], ExportHead.Json);
            return head is null || head.TagKeys is null ? NotAnExport()
                : head.GonogoExport != ExportHead.CurrentVersion
                    ? new ImportRefused("The file was written by another version of GoNoGo, in a form that this one does not read.")
                : head;
        }
        catch (JsonException)
        {
            return NotAnExport();
        }
    }

    /// <summary>The next row: its table and the element with its values; null at the end, which was checked.</summary>
    /// <exception cref="FormatException">The line is none of an export, or the file is cut.</exception>
    public async Task<(string Table, JsonDocument Row)?> NextAsync(CancellationToken cancellationToken)
    {
        var before = digest.GetCurrentHash();
        var line = await LineAsync(cancellationToken) ?? throw new FormatException("the file is cut: its last line is missing");
        try
        {
            var document = Parse(line);
            if (document.RootElement.TryGetProperty("end", out var end))
            {
                var told = Read(end);
                return told is not null && told.Rows == rows && told.Sha256 == Convert.ToHexStringLower(before)
                    && await LineAsync(cancellationToken) is null
                        ? null
                        : throw new FormatException("the file was changed or cut: its last line does not fit");
            }

            rows++;
            return document.RootElement.TryGetProperty("table", out var table) && table.ValueKind is JsonValueKind.String
                && document.RootElement.TryGetProperty("row", out var row) && row.ValueKind is JsonValueKind.Object
                    ? (table.GetString()!, document) // It is a string.
                    : throw new FormatException("it is no row of an export");
        }
        catch (InvalidOperationException exception)
        {
            throw new FormatException("a text in it is no Unicode", exception); // Half of a surrogate pair, as an escape.
        }
    }

    private static ExportEnd? Read(JsonElement end)
    {
        try
        {
            return end.Deserialize<ExportEnd>();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ImportRefused NotAnExport() => new("The file is no export of GoNoGo: its first line is none.");

    private static JsonDocument Parse(byte[] line)
    {
        try
        {
            var document = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = 16, AllowDuplicateProperties = false });
            return document.RootElement.ValueKind is JsonValueKind.Object ? document : throw new FormatException("it is no object");
        }
        catch (JsonException exception)
        {
            throw new FormatException("it is no JSON", exception);
        }
    }

    private async Task<byte[]?> LineAsync(CancellationToken cancellationToken)
    {
        using var line = new MemoryStream();
        while (true)
        {
            if (start == filled)
            {
                (start, filled) = (0, await source.ReadAsync(buffer, cancellationToken));
                Bytes += filled;
                if (filled == 0)
                {
                    return line.Length == 0 ? null : throw new FormatException("the file is cut within a line");
                }
            }

            var end = buffer.AsSpan(start, filled - start).IndexOf((byte)'\n');
            var taken = end < 0 ? filled - start : end + 1;
            await line.WriteAsync(buffer.AsMemory(start, taken), cancellationToken);
            start += taken;
            if (line.Length > LongestLine)
            {
                throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"it is longer than {LongestLine} bytes"));
            }

            if (end >= 0)
            {
                Line++;
                var whole = line.ToArray();
                digest.AppendData(whole);
                return whole[..^1];
            }
        }
    }
}

/// <summary>Why an export was not imported; nothing of it was.</summary>
/// <param name="Sentence">What is wrong and what to do.</param>
internal sealed record ImportRefused(string Sentence) : Error("import_refused", Sentence);
