using System.Buffers;
using System.Text;
using System.Text.Unicode;
using GoNoGo.Blog.Content;

namespace GoNoGo.Blog.Posts.Reading;

/// <summary>Turns a file's bytes into text with <c>\n</c> line ends, or says why they are none.</summary>
internal static class SourceText
{
    public const int MaxBytes = 1024 * 1024;

    public static string? Decode(SourceFile file, out ContentProblem? problem)
    {
        var bytes = file.Bytes.Span;
        problem = Check(file.Path, bytes);
        if (problem is not null)
        {
            return null;
        }

        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        var text = Encoding.UTF8.GetString(bytes.StartsWith(mark) ? bytes[mark.Length..] : bytes);
        return text.Contains('\r', StringComparison.Ordinal) ? text.ReplaceLineEndings("\n") : text;
    }

    private static ContentProblem? Check(string path, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaxBytes)
        {
            return Refused(path, 0, "file_too_large", "The file is larger than 1 MB; split it, or move what is no text out of it.");
        }
        else if (LooksLikeUtf16(bytes))
        {
            return Refused(path, 1, "not_utf8", "The file is encoded as UTF-16; save it as UTF-8.");
        }
        else if (bytes.StartsWith("version https://git-lfs.github.com/spec/"u8))
        {
            return Refused(path, 1, "lfs_pointer", "The file is a Git LFS pointer; commit its text itself.");
        }
        else if (bytes.IndexOf((byte)0) is >= 0 and var nul)
        {
            return Refused(path, LineAt(bytes, nul), "nul_byte", "There is a NUL byte here; the file is no text.");
        }
        else if (!Utf8.IsValid(bytes))
        {
            var line = LineAt(bytes, FirstInvalid(bytes));
            return Refused(path, line, "not_utf8", "There is a byte here that is not UTF-8; save the file as UTF-8.");
        }

        return null;
    }

    // Without a byte order mark, UTF-16 of Latin text shows as a NUL in every second byte.
    private static bool LooksLikeUtf16(ReadOnlySpan<byte> bytes)
    {
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            return true;
        }

        var head = bytes[..Math.Min(bytes.Length, 64)];
        return head.Length >= 4 && head.Count((byte)0) >= head.Length * 2 / 5;
    }

    private static int FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (at < bytes.Length && Rune.DecodeFromUtf8(bytes[at..], out _, out var length) is OperationStatus.Done)
        {
            at += length;
        }

        return at;
    }

    private static int LineAt(ReadOnlySpan<byte> bytes, int offset) => 1 + bytes[..offset].Count((byte)'\n');

    private static ContentProblem Refused(string path, int line, string code, string message) =>
        new(path, line, ContentProblemSeverity.Refused, code, message);
}
