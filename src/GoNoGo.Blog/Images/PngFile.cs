using System.Buffers.Binary;

namespace GoNoGo.Blog.Images;

/// <summary>The chunks of a PNG (W3C PNG, third edition, section 5).</summary>
internal static class PngFile
{
    private const int SignatureBytes = 8;
    private const int FrameBytes = 12;

    public static bool Is(ReadOnlySpan<byte> bytes) => bytes.StartsWith((ReadOnlySpan<byte>)[0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n']);

    public static ImageHeader? Read(ReadOnlySpan<byte> bytes)
    {
        if (!bytes[12..].StartsWith("IHDR"u8))
        {
            return null;
        }

        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(bytes[16..]), BinaryPrimitives.ReadInt32BigEndian(bytes[20..]));
        var mayMove = false;
        for (var at = SignatureBytes; at + FrameBytes <= bytes.Length; at += LengthAt(bytes, at))
        {
            if (TypeAt(bytes, at).SequenceEqual("IDAT"u8))
            {
                break;
            }

            mayMove |= TypeAt(bytes, at).SequenceEqual("acTL"u8);
        }

        return new ImageHeader(ImageHeader.Png, width, height) { MayMove = mayMove };
    }

    /// <summary>Without texts, Exif and time, and without what stands behind the end.</summary>
    public static byte[] Strip(byte[] bytes)
    {
        var output = new MemoryStream(bytes.Length);
        output.Write(bytes, 0, SignatureBytes);
        for (var at = SignatureBytes; at + FrameBytes <= bytes.Length;)
        {
            var type = TypeAt(bytes, at);
            var length = Math.Min(LengthAt(bytes, at), bytes.Length - at);
            if (!Tells(type))
            {
                output.Write(bytes, at, length);
            }

            if (type.SequenceEqual("IEND"u8))
            {
                break;
            }

            at += length;
        }

        return output.ToArray();
    }

    private static bool Tells(ReadOnlySpan<byte> type) =>
        type.SequenceEqual("eXIf"u8) || type.SequenceEqual("tEXt"u8) || type.SequenceEqual("zTXt"u8) || type.SequenceEqual("iTXt"u8)
        || type.SequenceEqual("tIME"u8);

    private static ReadOnlySpan<byte> TypeAt(ReadOnlySpan<byte> bytes, int at) => bytes.Slice(at + 4, 4);

    private static int LengthAt(ReadOnlySpan<byte> bytes, int at) =>
        checked(FrameBytes + (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]), (uint)bytes.Length));
}
