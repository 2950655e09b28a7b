using System.Text;
using NetVips;

namespace GoNoGo.Tests.Blog.Images;

/// <summary>Pictures as cameras and phones write them: with their maker, their place and how they were held.</summary>
internal static class SamplePictures
{
    public const string Maker = "Ada Example";
    public const string Place = "48/1 12/1 30/1";

    /// <summary>A picture of one kind with Exif and XMP, larger than an icon.</summary>
    /// <param name="ending">Such as <c>.jpg</c>.</param>
    /// <param name="width">In pixels, as it lies.</param>
    /// <param name="height">In pixels, as it lies.</param>
    /// <param name="orientation">How it is to be turned (Exif tag 0x0112).</param>
    public static byte[] Taken(string ending, int width = 640, int height = 400, int orientation = 1)
    {
        using var plain = Image.Gaussnoise(width, height, sigma: 40, mean: 128, seed: 7).Cast(Enums.BandFormat.Uchar);
        using var colored = plain.Bandjoin(plain, plain).Copy(interpretation: Enums.Interpretation.Srgb).Gaussblur(4);
        using var marked = colored.Mutate(image =>
        {
            image.Set(GValue.GStrType, "exif-ifd0-Artist", Maker);
            image.Set(GValue.GStrType, "exif-ifd3-GPSLatitude", Place);
            image.Set(GValue.BlobType, "xmp-data", Encoding.UTF8.GetBytes($"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{Maker}</x:xmpmeta>"));
            image.Set(GValue.GIntType, "orientation", orientation);
        });
        return ending switch
        {
            ".jpg" => marked.JpegsaveBuffer(q: 90),
            ".png" => marked.PngsaveBuffer(),
            ".webp" => marked.WebpsaveBuffer(lossless: true),
            ".avif" => marked.HeifsaveBuffer(compression: Enums.ForeignHeifCompression.Av1, effort: 0),
            _ => throw new ArgumentOutOfRangeException(nameof(ending), ending, "No such picture is made here."),
        };
    }

    /// <summary>The beginning of a PNG that says it is so large.</summary>
    public static byte[] PngOfSize(int width, int height) =>
    [
        0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n',
        0, 0, 0, 13, .. "IHDR"u8, .. BigEndian(width), .. BigEndian(height), 8, 0, 0, 0, 0, 0, 0, 0, 0,
    ];

    private static byte[] BigEndian(int number) => [(byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number];
}
