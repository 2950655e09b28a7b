using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using GoNoGo.Web.Database.Tables;

namespace GoNoGo.Web.Portability;

/// <summary>
/// Writes the blog beside its content as lines of JSON (docs/export.schema.json), as it was at one moment and with what is encrypted
/// opened: the same bytes for the same state, whichever database holds it. It holds personal data of everybody.
/// </summary>
internal sealed class BlogExport(DataContext data, ITableAccess access, SubjectKeys subjectKeys, KeyRing keys)
{
    private const int RowsAtOnce = 250;

    private static readonly JsonWriterOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes all of it.</summary>
    /// <returns>How many rows there were.</returns>
    public async Task<long> WriteAsync(Stream target, IProgress<(int Done, int Total)>? progress, CancellationToken cancellationToken)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await WriteAsync(target, digest, JsonSerializer.SerializeToUtf8Bytes(ExportHead.Of(keys), ExportHead.Json), cancellationToken);
        var tables = ExportedTables.Of(data).Tables;
        await using var reading = await access.ReadAsync(cancellationToken);
        var total = 0L;
        foreach (var table in tables)
        {
            total += await reading.CountAsync(table.Model, cancellationToken);
        }

        var rows = 0L;
        foreach (var table in tables)
        {
            await foreach (var row in OpenedAsync(reading, table, cancellationToken))
            {
                await WriteAsync(target, digest, Line(table, row), cancellationToken);
                rows++;
                progress?.Report(((int)rows, (int)total));
            }
        }

        var end = new ExportEnd(rows, Convert.ToHexStringLower(digest.GetHashAndReset()));
        await WriteAsync(target, digest, JsonSerializer.SerializeToUtf8Bytes(new { end }), cancellationToken);
        await target.FlushAsync(cancellationToken);
        return rows;
    }

    private static async Task WriteAsync(Stream target, IncrementalHash digest, byte[] line, CancellationToken cancellationToken)
    {
        byte[] whole = [.. line, (byte)'\n'];
        digest.AppendData(whole);
        await target.WriteAsync(whole, cancellationToken);
    }

    private static byte[] Line(ExportedTable table, object?[] row)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Form))
        {
            json.WriteStartObject();
            json.WriteString("table", table.Name);
            json.WriteStartObject("row");
            foreach (var (at, column) in table.Columns.Index())
            {
                ExportValues.Write(json, column, row[at]);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    /// <summary>The rows of a table with what is encrypted opened, some at a time: their keys come by one query.</summary>
    private async IAsyncEnumerable<object?[]> OpenedAsync(
        TableReading reading, ExportedTable table, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var sealing = new RowSealing(table, subjectKeys, keys);
        var rows = reading.RowsAsync(
            table.Model, [.. table.Columns.Select(column => column.Model)], sealing.AuthorQuery, cancellationToken);
        await foreach (var batch in rows.Chunk(RowsAtOnce).WithCancellation(cancellationToken))
        {
            foreach (var row in await sealing.OpenAsync(batch, cancellationToken))
            {
                yield return row;
            }
        }
    }
}
