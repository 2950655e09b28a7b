namespace GoNoGo.Blog.Images;

/// <summary>
/// Takes out of a picture what it tells of who took it, where and with what (OWASP ASVS 5.0, 14.2.8), without decoding it: no pixel
/// changes, and it takes about as long as copying the bytes.
/// </summary>
internal static class MetadataStripper
{
    /// <summary>Changes with what is taken out, so that nobody keeps what an earlier version has left in.</summary>
    public const string Version = "1";

    public static bool Handles(string contentType) =>
        contentType is ImageHeader.Jpeg or ImageHeader.Png or ImageHeader.Webp or ImageHeader.Gif or ImageHeader.Avif;

    public static byte[] Strip(string contentType, byte[] bytes)
    {
        try
        {
            return contentType switch
            {
                ImageHeader.Jpeg when JpegFile.Is(bytes) => JpegFile.Strip(bytes),
                ImageHeader.Png when PngFile.Is(bytes) => PngFile.Strip(bytes),
                ImageHeader.Webp when WebpFile.Is(bytes) => WebpFile.Strip(bytes),
                ImageHeader.Gif when GifFile.Is(bytes) => GifFile.Strip(bytes),
                ImageHeader.Avif when AvifFile.Is(bytes) => AvifMetadata.Blank(bytes),
                _ => bytes,
            };
        }
        catch (Exception exception) when (exception is ArgumentException or IndexOutOfRangeException or OverflowException)
        {
            return []; // A picture whose parts cannot be told apart could hold anything.
        }
    }
}
