namespace GoNoGo.Blog.Images;

/// <summary>
/// What the first bytes of a picture tell, read without decoding it: pull requests of strangers are looked at too, and no native code
/// shall meet their bytes. Width and height are those it is shown with, so turned where it says so.
/// </summary>
internal sealed record ImageHeader(string ContentType, int Width, int Height)
{
    public const string Avif = "image/avif";
    public const string Gif = "image/gif";
    public const string Jpeg = "image/jpeg";
    public const string Png = "image/png";
    public const string Svg = "image/svg+xml";
    public const string Webp = "image/webp";

    /// <summary>Whether it may move, so that a single frame would not stand for it.</summary>
    public bool MayMove { get; init; }

    public long Pixels => (long)Width * Height;

    /// <summary>Null where the bytes are those of no picture, or end before they tell.</summary>
    public static ImageHeader? Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var header = PngFile.Is(bytes) ? PngFile.Read(bytes)
                : JpegFile.Is(bytes) ? JpegFile.Read(bytes)
                : WebpFile.Is(bytes) ? WebpFile.Read(bytes)
                : GifFile.Is(bytes) ? GifFile.Read(bytes)
                : AvifFile.Is(bytes) ? AvifFile.Read(bytes)
                : SvgFile.Read(bytes);
            return header is { Width: > 0, Height: > 0 } || header?.ContentType == Svg ? header : null;
        }
        catch (Exception exception) when (exception is ArgumentOutOfRangeException or IndexOutOfRangeException or OverflowException)
        {
            return null; // It ends, or points, where nothing is.
        }
    }
}
