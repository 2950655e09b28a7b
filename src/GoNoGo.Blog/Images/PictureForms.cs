using System.Globalization;
using NetVips;

namespace GoNoGo.Blog.Images;

/// <summary>Makes the smaller forms of a picture by libvips, which reads it in strips and not whole.</summary>
internal static class PictureForms
{
    /// <summary>The width of the column on a phone, on a phone with a fine screen, on a desk, and on a desk with a fine screen.</summary>
    private static readonly int[] Widths = [480, 800, 1200, Widest];

    /// <summary>Nobody gets a picture wider than this, but for the picture itself.</summary>
    public const int Widest = 1600;

    /// <summary>A picture that is narrower is an icon.</summary>
    public const int SmallestWorth = 200;

    private const int Tallest = 16_383; // What WebP can hold.
    private const int Quality = 80;
    private const int Effort = 4;

    /// <summary>Handed to the loader by its own name: the argument of the same name does not reach it.</summary>
    private const string OnlyWhole = "fail_on=truncated";

    /// <summary>Why libvips cannot be used here; null where it can.</summary>
    public static string? Trouble { get; } = Load();

    /// <summary>
    /// WebP by width, without metadata and turned as the picture itself is shown; only what is smaller than that.
    /// </summary>
    /// <exception cref="VipsException">The picture cannot be read, or not to its end.</exception>
    public static Dictionary<int, byte[]> Make(byte[] picture, string contentType, int width)
    {
        // Its orientation is left out of a PNG or WebP with the rest of its metadata, so that nobody turns it: not its forms either.
        var isTurned = contentType is ImageHeader.Jpeg or ImageHeader.Avif;
        var forms = new Dictionary<int, byte[]>();
        foreach (var one in Widths.Where(one => one < width).Append(Math.Min(width, Widest)).Distinct())
        {
            using var image = Image.ThumbnailBuffer(
                picture, one, OnlyWhole, height: Tallest, size: Enums.Size.Down, noRotate: !isTurned, outputProfile: "srgb");
            var bytes = image.WebpsaveBuffer(q: Quality, effort: Effort, keep: Enums.ForeignKeep.None);
            if (bytes.Length < picture.Length)
            {
                forms[image.Width] = bytes;
            }
        }

        return forms;
    }

    private static string? Load()
    {
        if (!ModuleInitializer.VipsInitialized)
        {
            return ModuleInitializer.Exception?.GetType().Name ?? "no reason given";
        }

        // One picture at a time on one core: what readers ask for goes first. Nothing is asked for twice.
        NetVips.NetVips.Concurrency = 1;
        NetVips.NetVips.BlockUntrusted = true;
        Cache.Max = 0;

        // What is wrong with a picture comes as an exception too, and the author is told; the log is not the library's to write to.
        Log.SetLogHandler("VIPS", Enums.LogLevelFlags.Warning | Enums.LogLevelFlags.Message, static (_, _, _) => { });
        return null;
    }

    public static string AddressOf(string blobId, int width) =>
        string.Create(CultureInfo.InvariantCulture, $"/_/pictures/{blobId}-{width}.webp");
}
