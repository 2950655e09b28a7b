using System.Collections.Concurrent;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using GoNoGo.Blog.Site;
using GoNoGo.Web.Pages;
using GoNoGo.Web.Pages.Keeping;

namespace GoNoGo.Web.Theme;

/// <summary>The files of the theme under addresses that hold a hash of their bytes, so that they may be kept for ever.</summary>
internal sealed class ThemeFiles
{
    private const string Css = "text/css; charset=utf-8";
    private const string StylesFolder = "Styles/";

    // Two settings at a time are enough: the sheet of the blog before this one is asked for by pages that are still open.
    private const int KeptSheets = 2;

    private readonly ThemeFile stylesheet = new("theme", "css", Css, Chapters(StylesFolder));
    private readonly ThemeFile icon = new("icon", "svg", "image/svg+xml", Read("favicon.svg"));
    private readonly ConditionalWeakTable<SiteSettings, ThemeAddresses> addresses = [];
    private readonly ConcurrentQueue<ThemeFile> sheets = new();

    public ThemeAddresses AddressesFor(SiteSettings site) => addresses.GetValue(site, Publish);

    /// <summary>The file at a path; null where there is none.</summary>
    public ThemeFile? Find(string path) =>
        path == stylesheet.Address ? stylesheet
        : path == icon.Address ? icon
        : sheets.FirstOrDefault(sheet => sheet.Address == path);

    /// <summary>A sheet that is written in chapters and served in one piece; their names give the order.</summary>
    public static byte[] Chapters(string folder) => [.. typeof(ThemeFiles).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(folder, StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .SelectMany(Read)];

    /// <summary>A file that the program was built with.</summary>
    public static byte[] Read(string resource)
    {
        using var stream = typeof(ThemeFiles).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The program was built without {resource}.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private ThemeAddresses Publish(SiteSettings site)
    {
        var colors = SiteSheet.Of(site) is { } text ? new ThemeFile("site", "css", Css, Encoding.UTF8.GetBytes(text)) : null;
        if (colors is not null && sheets.All(sheet => sheet.Address != colors.Address))
        {
            sheets.Enqueue(colors);
            while (sheets.Count > KeptSheets && sheets.TryDequeue(out _))
            {
                // Dropping the oldest is all there is to do.
            }
        }

        return new ThemeAddresses(stylesheet.Address, colors?.Address, icon.Address);
    }
}

/// <summary>One file of the theme.</summary>
internal sealed class ThemeFile(string name, string extension, string contentType, byte[] bytes)
{
    private const int HashBytes = 8;

    private readonly Lazy<byte[]> gzip = new(() => Compress(bytes, packed => new GZipStream(packed, CompressionLevel.SmallestSize)));
    private readonly Lazy<byte[]> brotli = new(() => Compress(bytes, packed => new BrotliStream(packed, CompressionLevel.SmallestSize)));

    public string Address { get; } = $"/_/{name}-{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, HashBytes))}.{extension}";

    public string ContentType => contentType;

    /// <summary>The smallest form that a client reads, made once, and the name of its encoding; null for the bytes as they are.</summary>
    public (ReadOnlyMemory<byte> Bytes, string? Encoding) For(AcceptedEncodings.Forms forms) =>
        forms.HasFlag(AcceptedEncodings.Forms.Brotli) ? (brotli.Value, "br")
        : forms.HasFlag(AcceptedEncodings.Forms.Gzip) ? (gzip.Value, "gzip")
        : (bytes, null);

    private static byte[] Compress(byte[] bytes, Func<Stream, Stream> compression)
    {
        var packed = new MemoryStream();
        using (var compressing = compression(packed))
        {
            compressing.Write(bytes);
        }

        return packed.ToArray();
    }
}
