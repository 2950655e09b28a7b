using System.Text;
using GoNoGo.Platform.Results;

namespace GoNoGo.Platform.Audit;

/// <summary>Adds checkpoints to the end of a text file, an empty line after each.</summary>
internal sealed class FileAnchor(string path) : IAuditAnchor
{
    private const string End = "\n\n";
    private const long LongestFile = 64 * 1024 * 1024;
    private const string SignatureMark = "— ";

    public string Name => "file";

    public bool IsEnabled => true;

    public string Path => System.IO.Path.GetFullPath(path);

    public string Whereabouts(long size) => Path;

    public async Task<OutboundOutcome> PublishAsync(AnchoredCheckpoint checkpoint, CancellationToken cancellationToken)
    {
        try
        {
            if ((await ReadAsync(cancellationToken)).Contains(checkpoint.Note, StringComparer.Ordinal))
            {
                return new OutboundOutcome.Delivered();
            }

            var options = new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.ReadWrite,
                Share = FileShare.Read,
                Options = FileOptions.WriteThrough,
            };
            await using var file = new FileStream(Path, options);

            // A write that was cut short ends without an empty line; it is closed here and never becomes a part of the next.
            var start = EndsWell(file) ? "" : End;
            file.Seek(0, SeekOrigin.End);
            await file.WriteAsync(Encoding.UTF8.GetBytes($"{start}{checkpoint.Note}\n"), cancellationToken);
            await file.FlushAsync(cancellationToken);
            return new OutboundOutcome.Delivered();
        }
        catch (IOException exception)
        {
            return new OutboundOutcome.TransientFailure(exception.GetType().Name);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or AnchorUnavailableException)
        {
            return new OutboundOutcome.PermanentFailure(exception.GetType().Name);
        }
    }

    public async Task<IReadOnlyList<string>> ReadAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(Path))
        {
            return [];
        }

        try
        {
            return new FileInfo(Path).Length > LongestFile
                ? throw new AnchorUnavailableException($"{Path} is over {LongestFile / 1024 / 1024} MB.")
                : Notes(await File.ReadAllLinesAsync(Path, cancellationToken));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new AnchorUnavailableException($"{Path} cannot be read by this user.", exception);
        }
    }

    private static bool EndsWell(FileStream file)
    {
        if (file.Length < End.Length)
        {
            return file.Length == 0;
        }

        var end = new byte[End.Length];
        file.Seek(-end.Length, SeekOrigin.End);
        file.ReadExactly(end);
        return end.AsSpan().SequenceEqual("\n\n"u8);
    }

    /// <summary>A note ends with the line after its signatures; pieces without any stand for themselves.</summary>
    private static List<string> Notes(string[] lines)
    {
        var notes = new List<string>();
        var note = new StringBuilder();
        for (var i = 0; i < lines.Length; i++)
        {
            var isEnd = lines[i].Length == 0 && !IsSignature(lines, i + 1);
            if (!isEnd)
            {
                note.Append(lines[i]).Append('\n');
            }

            if ((isEnd || i == lines.Length - 1) && note.Length > 0)
            {
                notes.Add(note.ToString());
                note.Clear();
            }
        }

        return notes;
    }

    private static bool IsSignature(string[] lines, int i) =>
        i < lines.Length && lines[i].StartsWith(SignatureMark, StringComparison.Ordinal);
}
