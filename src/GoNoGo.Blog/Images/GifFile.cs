using System.Buffers.Binary;

namespace GoNoGo.Blog.Images;

/// <summary>The blocks of a GIF (GIF89a). It may move, and shows nothing that a smaller width would.</summary>
internal static class GifFile
{
    private const int HeaderBytes = 13;
    private const byte Extension = 0x21;
    private const byte Descriptor = 0x2C;

    public static bool Is(ReadOnlySpan<byte> bytes) => bytes.StartsWith("GIF87a"u8) || bytes.StartsWith("GIF89a"u8);

    public static ImageHeader Read(ReadOnlySpan<byte> bytes) =>
        new(ImageHeader.Gif, BinaryPrimitives.ReadUInt16LittleEndian(bytes[6..]), BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]))
        {
            MayMove = true,
        };

    /// <summary>Without comments and XMP, and without what stands behind the end.</summary>
    public static byte[] Strip(byte[] bytes)
    {
        var output = new MemoryStream(bytes.Length);
        var at = HeaderBytes + TableBytes(bytes[10]);
        output.Write(bytes, 0, at);
        while (at < bytes.Length && bytes[at] is Extension or Descriptor)
        {
            var end = EndOf(bytes, at);
            if (!Tells(bytes.AsSpan(at, end - at)))
            {
                output.Write(bytes, at, end - at);
            }

            at = end;
        }

        output.WriteByte(0x3B);
        return output.ToArray();
    }

    private static bool Tells(ReadOnlySpan<byte> block) =>
        block[0] == Extension && (block[1] is 0xFE or 0x01 || (block[1] == 0xFF && block[3..].StartsWith("XMP Data"u8)));

    private static int EndOf(byte[] bytes, int at)
    {
        at += bytes[at] == Extension ? 2 : 10 + TableBytes(bytes[at + 9]) + 1;
        while (bytes[at] != 0)
        {
            at += 1 + bytes[at];
        }

        return at + 1;
    }

    private static int TableBytes(byte flags) => (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
}
