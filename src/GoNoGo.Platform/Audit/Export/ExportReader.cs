using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace GoNoGo.Platform.Audit.Export;

/// <summary>Reads an export line by line, whatever is in the file: no line is endless, and the last must count the others.</summary>
internal static class ExportReader
{
    private const int LongestLine = 16 * 1024 * 1024;

    /// <summary>The lines before the last.</summary>
    /// <exception cref="AuditExportException">The file is none of ours, or was cut short.</exception>
    public static async IAsyncEnumerable<ExportLine> ReadAsync(Stream file, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pipe = PipeReader.Create(file, new StreamPipeReaderOptions(bufferSize: 64 * 1024, leaveOpen: true));
        var (count, hasEnded) = (0L, false);
        while (await ReadLineAsync(pipe, cancellationToken) is { } line)
        {
            if (hasEnded)
            {
                throw new AuditExportException("goes on behind its last line, so it is not as it was written");
            }

            if (line.End is { } end)
            {
                hasEnded = end.Lines == count ? true : throw Cut(count, end.Lines);
            }
            else if (count == 0 && line.Header is not { Version: ExportHeader.CurrentVersion })
            {
                throw Foreign();
            }
            else
            {
                count++;
                yield return line;
            }
        }

        if (!hasEnded)
        {
            throw count == 0 ? Foreign() : Cut(count, null);
        }
    }

    private static async Task<ExportLine?> ReadLineAsync(PipeReader pipe, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await pipe.ReadAsync(cancellationToken);
            if (read.Buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = Parse(read.Buffer.Slice(0, end));
                pipe.AdvanceTo(read.Buffer.GetPosition(1, end));
                return line;
            }

            if (read.Buffer.Length > LongestLine)
            {
                throw Foreign();
            }

            if (read.IsCompleted)
            {
                return read.Buffer.IsEmpty
                    ? null
                    : throw new AuditExportException("is cut short in the middle of a line; ask for it again");
            }

            pipe.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static ExportLine Parse(ReadOnlySequence<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            return JsonSerializer.Deserialize<ExportLine>(ref reader, ExportLine.Json) ?? throw Foreign();
        }
        catch (JsonException)
        {
            throw Foreign();
        }
    }

    private static AuditExportException Foreign() => new("is no audit export of GoNoGo, or not one that this version reads");

    private static AuditExportException Cut(long count, long? counted) => new(counted is null
        ? string.Create(CultureInfo.InvariantCulture, $"is cut short after {count} lines; ask for it again")
        : string.Create(CultureInfo.InvariantCulture, $"has {count} lines where its last one counts {counted}; ask for it again"));
}

/// <summary>A file that cannot be taken for an export; the message completes "the file …".</summary>
internal sealed class AuditExportException(string message) : Exception(message);
