using System.Buffers.Binary;

namespace GoNoGo.Blog.Images;

/// <summary>The boxes of an AVIF (ISO/IEC 14496-12 and 23008-12).</summary>
internal static class AvifFile
{
    private const int HeaderBytes = 8;

    public static bool Is(ReadOnlySpan<byte> bytes) =>
        bytes.Length > 16 && bytes[4..].StartsWith("ftyp"u8) && bytes[..Math.Min(bytes.Length, 64)].IndexOf("avi"u8) >= 8;

    /// <summary>The largest of the sizes it names: the others are those of tiles, of a small picture or of what is transparent.</summary>
    public static ImageHeader? Read(ReadOnlySpan<byte> bytes)
    {
        var properties = Inside(Inside(Inside(bytes, "meta"u8, skip: 4), "iprp"u8), "ipco"u8);
        ImageHeader? largest = null;
        var isTurned = false;
        for (var at = 0; at + HeaderBytes <= properties.Length; at += LengthAt(properties, at))
        {
            var type = properties.Slice(at + 4, 4);
            if (type.SequenceEqual("ispe"u8))
            {
                var size = new ImageHeader(
                    ImageHeader.Avif,
                    BinaryPrimitives.ReadInt32BigEndian(properties[(at + 12)..]),
                    BinaryPrimitives.ReadInt32BigEndian(properties[(at + 16)..]));
                largest = largest is null || size.Pixels > largest.Pixels ? size : largest;
            }

            isTurned |= type.SequenceEqual("irot"u8) && (properties[at + 8] & 1) == 1;
        }

        var mayMove = bytes[8..].StartsWith("avis"u8);
        return largest is null ? null
            : (isTurned ? largest with { Width = largest.Height, Height = largest.Width } : largest) with { MayMove = mayMove };
    }

    /// <summary>What a box holds; nothing where there is none of that type.</summary>
    public static ReadOnlySpan<byte> Inside(ReadOnlySpan<byte> boxes, ReadOnlySpan<byte> type, int skip = 0)
    {
        for (var at = 0; at + HeaderBytes <= boxes.Length; at += LengthAt(boxes, at))
        {
            if (boxes.Slice(at + 4, 4).SequenceEqual(type))
            {
                var end = Math.Min(boxes.Length, at + LengthAt(boxes, at));
                return boxes[Math.Min(end, at + HeaderBytes + skip)..end];
            }
        }

        return [];
    }

    // A length of 0 means up to the end, and one of 1 a box of over 4 GB.
    public static int LengthAt(ReadOnlySpan<byte> boxes, int at) =>
        BinaryPrimitives.ReadUInt32BigEndian(boxes[at..]) is >= HeaderBytes and <= int.MaxValue / 2 and var length
            ? (int)length
            : boxes.Length - at;
}
