using System.Buffers.Binary;

namespace GoNoGo.Blog.Images;

/// <summary>The chunks of a WebP (RFC 9649 section 2).</summary>
internal static class WebpFile
{
    private const int HeaderBytes = 12;
    private const int FrameBytes = 8;
    private const byte ExifFlag = 0x08;
    private const byte XmpFlag = 0x04;
    private const byte AnimationFlag = 0x02;

    public static bool Is(ReadOnlySpan<byte> bytes) =>
        bytes.Length > HeaderBytes && bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBP"u8);

    public static ImageHeader? Read(ReadOnlySpan<byte> bytes)
    {
        var data = bytes[(HeaderBytes + FrameBytes)..];
        switch (bytes[HeaderBytes + 3])
        {
            case (byte)'X':
                return new ImageHeader(ImageHeader.Webp, 1 + Triple(data[4..]), 1 + Triple(data[7..]))
                {
                    MayMove = (data[0] & AnimationFlag) != 0,
                };
            case (byte)'L' when data[0] == 0x2F:
                var bits = BinaryPrimitives.ReadUInt32LittleEndian(data[1..]);
                return new ImageHeader(ImageHeader.Webp, 1 + (int)(bits & 0x3FFF), 1 + (int)((bits >> 14) & 0x3FFF));
            case (byte)' ' when data[3..].StartsWith((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A]):
                return new ImageHeader(
                    ImageHeader.Webp,
                    BinaryPrimitives.ReadUInt16LittleEndian(data[6..]) & 0x3FFF,
                    BinaryPrimitives.ReadUInt16LittleEndian(data[8..]) & 0x3FFF);
            default:
                return null;
        }
    }

    /// <summary>Without Exif and XMP.</summary>
    public static byte[] Strip(byte[] bytes)
    {
        var output = new MemoryStream(bytes.Length);
        output.Write(bytes, 0, HeaderBytes);
        for (var at = HeaderBytes; at + FrameBytes <= bytes.Length;)
        {
            var type = bytes.AsSpan(at, 4);
            var length = Math.Min(LengthAt(bytes, at), bytes.Length - at);
            if (!type.SequenceEqual("EXIF"u8) && !type.SequenceEqual("XMP "u8))
            {
                output.Write(bytes, at, length);
            }

            at += length;
        }

        var stripped = output.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(stripped.AsSpan(4), stripped.Length - FrameBytes);
        if (stripped[HeaderBytes + 3] == 'X')
        {
            stripped[HeaderBytes + FrameBytes] &= unchecked((byte)~(ExifFlag | XmpFlag));
        }

        return stripped;
    }

    private static int Triple(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);

    private static int LengthAt(ReadOnlySpan<byte> bytes, int at)
    {
        var length = (int)Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(bytes[(at + 4)..]), (uint)bytes.Length);
        return FrameBytes + length + (length & 1);
    }
}
