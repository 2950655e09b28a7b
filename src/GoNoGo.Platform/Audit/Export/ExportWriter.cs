using System.Buffers;
using System.Text.Json;

namespace GoNoGo.Platform.Audit.Export;

/// <summary>Writes an export line by line, and last how many they were.</summary>
internal sealed class ExportWriter(Stream target)
{
    private readonly ArrayBufferWriter<byte> buffer = new();
    private long lines;

    public async Task WriteAsync(ExportLine line, CancellationToken cancellationToken)
    {
        lines++;
        await AppendAsync(line, cancellationToken);
    }

    public Task EndAsync(CancellationToken cancellationToken) =>
        AppendAsync(new ExportLine { End = new ExportEnd(lines) }, cancellationToken);

    private async Task AppendAsync(ExportLine line, CancellationToken cancellationToken)
    {
        buffer.ResetWrittenCount();
        await using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = ExportLine.Json.Encoder }))
        {
            JsonSerializer.Serialize(writer, line, ExportLine.Json);
        }

        buffer.Write("\n"u8);
        await target.WriteAsync(buffer.WrittenMemory, cancellationToken);
    }
}
