namespace GoNoGo.Blog.Images;

/// <summary>Whether a file that is no picture begins as one of its kind does (OWASP ASVS 5.0, 5.2.2).</summary>
internal static class FileSignature
{
    /// <summary>What has to be looked at to tell; PDF allows other bytes before its own.</summary>
    public const int Bytes = 1024;

    public static bool Fits(string mediaType, ReadOnlySpan<byte> head) => mediaType switch
    {
        "image/x-icon" => head.StartsWith((ReadOnlySpan<byte>)[0, 0, 1, 0]),
        "application/pdf" => head.IndexOf("%PDF-"u8) >= 0,
        "application/zip" => head.StartsWith("PK\u0003\u0004"u8) || head.StartsWith("PK\u0005\u0006"u8),
        "video/mp4" or "audio/mp4" => head.Length > 8 && head[4..].StartsWith("ftyp"u8),
        "video/webm" => head.StartsWith((ReadOnlySpan<byte>)[0x1A, 0x45, 0xDF, 0xA3]),
        "video/ogg" or "audio/ogg" => head.StartsWith("OggS"u8),
        "audio/mpeg" => head.StartsWith("ID3"u8) || (head.Length > 1 && head[0] == 0xFF && (head[1] & 0xE0) == 0xE0),
        "audio/flac" => head.StartsWith("fLaC"u8),
        "audio/wav" => head.Length > 11 && head.StartsWith("RIFF"u8) && head[8..].StartsWith("WAVE"u8),
        "font/woff" => head.StartsWith("wOFF"u8),
        "font/woff2" => head.StartsWith("wOF2"u8),
        "font/ttf" or "font/otf" =>
            head.StartsWith((ReadOnlySpan<byte>)[0, 1, 0, 0]) || head.StartsWith("true"u8) || head.StartsWith("OTTO"u8),
        _ when mediaType.StartsWith("text/", StringComparison.Ordinal) => !head.Contains((byte)0),
        _ => throw new ArgumentOutOfRangeException(nameof(mediaType), mediaType, "Nothing is known of how such a file begins."),
    };
}
