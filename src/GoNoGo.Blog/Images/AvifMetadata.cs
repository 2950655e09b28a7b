using System.Buffers.Binary;

namespace GoNoGo.Blog.Images;

/// <summary>
/// Overwrites Exif and XMP in an AVIF with zeros. They lie among the picture's data at places that a table names (ISO/IEC 14496-12,
/// sections 8.11.3 and 8.11.6); what is blanked keeps its length, so that all other places stay true.
/// </summary>
internal static class AvifMetadata
{
    public static byte[] Blank(byte[] bytes)
    {
        var copy = bytes.ToArray();
        var meta = AvifFile.Inside(bytes, "meta"u8, skip: 4);
        var telling = ItemsThatTell(AvifFile.Inside(meta, "iinf"u8));
        if (telling.Count > 0)
        {
            BlankPlaces(copy, AvifFile.Inside(meta, "iloc"u8), telling);
        }

        return copy;
    }

    private static HashSet<uint> ItemsThatTell(ReadOnlySpan<byte> table)
    {
        var items = new HashSet<uint>();
        var at = table.Length == 0 ? 0 : table[0] == 0 ? 6 : 8;
        for (; at + 20 <= table.Length; at += AvifFile.LengthAt(table, at))
        {
            var isWide = table[at + 8] == 3;
            var id = isWide
                ? BinaryPrimitives.ReadUInt32BigEndian(table[(at + 12)..])
                : BinaryPrimitives.ReadUInt16BigEndian(table[(at + 12)..]);
            var type = table.Slice(at + (isWide ? 18 : 16), 4);
            if (type.SequenceEqual("Exif"u8) || type.SequenceEqual("mime"u8))
            {
                items.Add(id);
            }
        }

        return items;
    }

    private static void BlankPlaces(byte[] bytes, ReadOnlySpan<byte> table, HashSet<uint> items)
    {
        var version = table[0];
        var (offsetBytes, lengthBytes) = (table[4] >> 4, table[4] & 15);
        var (baseBytes, indexBytes) = (table[5] >> 4, version == 0 ? 0 : table[5] & 15);
        var idBytes = version == 2 ? 4 : 2;
        var at = 6;
        for (var left = Take(table, ref at, idBytes); left > 0; left--)
        {
            var id = (uint)Take(table, ref at, idBytes);
            var method = version == 0 ? 0 : Take(table, ref at, 2) & 15;
            at += 2;
            var start = Take(table, ref at, baseBytes);
            for (var extents = Take(table, ref at, 2); extents > 0; extents--)
            {
                at += indexBytes;
                var offset = start + Take(table, ref at, offsetBytes);
                var length = Take(table, ref at, lengthBytes);
                if (method == 0 && items.Contains(id))
                {
                    bytes.AsSpan(checked((int)offset), checked((int)length)).Clear();
                }
            }
        }
    }

    private static ulong Take(ReadOnlySpan<byte> table, ref int at, int count)
    {
        ulong value = 0;
        foreach (var part in table.Slice(at, count))
        {
            value = (value << 8) | part;
        }

        at += count;
        return value;
    }
}
