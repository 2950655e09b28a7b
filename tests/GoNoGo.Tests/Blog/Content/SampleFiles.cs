using System.Collections.Frozen;
using System.Text;

namespace GoNoGo.Tests.Blog.Content;

/// <summary>The smallest files that begin as one of their kind does.</summary>
internal static class SampleFiles
{
    private static readonly FrozenDictionary<string, byte[]> ByEnding = new Dictionary<string, byte[]>
    {
        [".png"] = Convert.FromBase64String(
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="),
        [".jpg"] = [0xFF, 0xD8, 0xFF, 0xC0, 0, 11, 8, 0, 1, 0, 1, 1, 1, 0x11, 0, 0xFF, 0xD9],
        [".webp"] = [.. "RIFF"u8, 22, 0, 0, 0, .. "WEBPVP8L"u8, 10, 0, 0, 0, 0x2F, 0, 0, 0, 0x10, 0x07, 0x10, 0x11, 0x11, 0x88],
        [".ico"] = [0, 0, 1, 0, 1, 0],
        [".pdf"] = Encoding.ASCII.GetBytes("%PDF-1.7"),
        [".mp4"] = [0, 0, 0, 12, .. "ftypisom"u8],
        [".mp3"] = Encoding.ASCII.GetBytes("ID3bytes"),
        [".woff2"] = Encoding.ASCII.GetBytes("wOF2bytes"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>One pixel.</summary>
    public static byte[] Png => ByEnding[".png"];

    /// <summary>A file as its ending says.</summary>
    public static byte[] Of(string path) => ByEnding[Path.GetExtension(path)];
}
