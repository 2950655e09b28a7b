using System.Collections.Frozen;

namespace GoNoGo.Blog.Content.Tree;

/// <summary>The closed list of what is served beside pages. Scripts and data are not on it.</summary>
internal static class MediaTypes
{
    public const long MaximumImageBytes = 10 * 1024 * 1024;
    public const long MaximumOtherBytes = 100 * 1024 * 1024;

    private static readonly FrozenDictionary<string, string> ByExtension = new Dictionary<string, string>
    {
        [".png"] = "image/png",
        [".jpg"] = "image/jpeg",
        [".jpeg"] = "image/jpeg",
        [".gif"] = "image/gif",
        [".webp"] = "image/webp",
        [".avif"] = "image/avif",
        [".svg"] = "image/svg+xml",
        [".ico"] = "image/x-icon",
        [".pdf"] = "application/pdf",
        [".mp4"] = "video/mp4",
        [".webm"] = "video/webm",
        [".ogv"] = "video/ogg",
        [".mp3"] = "audio/mpeg",
        [".ogg"] = "audio/ogg",
        [".m4a"] = "audio/mp4",
        [".flac"] = "audio/flac",
        [".wav"] = "audio/wav",
        [".woff"] = "font/woff",
        [".woff2"] = "font/woff2",
        [".ttf"] = "font/ttf",
        [".otf"] = "font/otf",
        [".css"] = "text/css; charset=utf-8",
        [".txt"] = "text/plain; charset=utf-8",
        [".vtt"] = "text/vtt; charset=utf-8",
        [".zip"] = "application/zip",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static string? Of(string path) => ByExtension.GetValueOrDefault(Path.GetExtension(path));

    public static long MaximumBytes(string mediaType) =>
        mediaType.StartsWith("image/", StringComparison.Ordinal) ? MaximumImageBytes : MaximumOtherBytes;
}
