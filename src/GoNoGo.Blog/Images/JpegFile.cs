using System.Buffers.Binary;

namespace GoNoGo.Blog.Images;

/// <summary>The segments of a JPEG (ITU-T T.81 annex B; Exif 2.3 section 4.5).</summary>
internal static class JpegFile
{
    private const byte Mark = 0xFF;
    private const byte EndOfImage = 0xD9;
    private const byte StartOfScan = 0xDA;
    private const byte Exif = 0xE1;
    private const int OrientationTag = 0x0112;
    private const int EntryBytes = 12;

    public static bool Is(ReadOnlySpan<byte> bytes) => bytes.StartsWith((ReadOnlySpan<byte>)[Mark, 0xD8, Mark]);

    public static ImageHeader? Read(ReadOnlySpan<byte> bytes)
    {
        for (var at = 2; at + 4 <= bytes.Length && bytes[at] == Mark; at += LengthAt(bytes, at))
        {
            if (IsFrame(bytes[at + 1]))
            {
                var (height, width) = (Number(bytes[(at + 5)..]), Number(bytes[(at + 7)..]));
                return OrientationOf(bytes) >= 5
                    ? new ImageHeader(ImageHeader.Jpeg, height, width)
                    : new ImageHeader(ImageHeader.Jpeg, width, height);
            }
        }

        return null;
    }

    /// <summary>
    /// Without what tells of maker, place and device, and without what stands behind the picture (phones put a film or a second picture
    /// there). Colours stay as they are, and so does the way it is turned.
    /// </summary>
    public static byte[] Strip(byte[] bytes)
    {
        var output = new MemoryStream(bytes.Length);
        output.Write(bytes, 0, 2);
        if (OrientationOf(bytes) is > 1 and var orientation)
        {
            output.Write(Turned(orientation));
        }

        var at = 2;
        while (at + 4 <= bytes.Length && bytes[at] == Mark && bytes[at + 1] != EndOfImage)
        {
            var marker = bytes[at + 1];
            var end = Math.Min(bytes.Length, at + LengthAt(bytes, at));
            var segment = bytes.AsSpan(at, end - at);
            end = marker == StartOfScan ? EndOfScan(bytes, end) : end;
            if (!Tells(marker, segment))
            {
                output.Write(bytes, at, end - at);
            }

            at = end;
        }

        output.Write([Mark, EndOfImage]);
        return output.ToArray();
    }

    /// <summary>How the picture is turned; 1 for not at all.</summary>
    private static int OrientationOf(ReadOnlySpan<byte> bytes)
    {
        for (var at = 2; at + 4 <= bytes.Length && bytes[at] == Mark && bytes[at + 1] != StartOfScan; at += LengthAt(bytes, at))
        {
            var end = Math.Min(bytes.Length, at + LengthAt(bytes, at));
            if (bytes[at + 1] == Exif && OrientationIn(bytes[at..end]) is { } orientation)
            {
                return orientation;
            }
        }

        return 1;
    }

    private static bool Tells(byte marker, ReadOnlySpan<byte> segment) => marker switch
    {
        0xE2 => !segment[4..].StartsWith("ICC_PROFILE"u8),
        0xE0 or 0xEE => false, // JFIF, and Adobe's word on how colours are meant.
        >= 0xE1 and <= 0xEF or 0xFE => true,
        _ => false,
    };

    /// <summary>Where the coded data of a scan ends: at the first mark that is neither stuffing nor a restart.</summary>
    private static int EndOfScan(ReadOnlySpan<byte> bytes, int at)
    {
        while (bytes[at..].IndexOf(Mark) is var next and >= 0)
        {
            at += next;
            if (at + 1 >= bytes.Length)
            {
                return bytes.Length;
            }
            else if (bytes[at + 1] is not (0 or (>= 0xD0 and <= 0xD7) or Mark))
            {
                return at;
            }

            at += bytes[at + 1] == Mark ? 1 : 2;
        }

        return bytes.Length;
    }

    private static int LengthAt(ReadOnlySpan<byte> bytes, int at) =>
        bytes[at + 1] == Mark ? 1 : 2 + Math.Max((ushort)2, Number(bytes[(at + 2)..]));

    // C4, C8 and CC are tables, not frames.
    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    private static ushort Number(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static int? OrientationIn(ReadOnlySpan<byte> segment)
    {
        if (segment.Length < 18 || !segment[4..].StartsWith("Exif\0\0"u8))
        {
            return null;
        }

        var tiff = segment[10..];
        var isLittle = tiff[0] == 'I';
        var directory = (int)Long(tiff[4..], isLittle);
        if (directory < 0 || directory + 2 > tiff.Length)
        {
            return null;
        }

        var entries = tiff[(directory + 2)..];
        for (var left = Short(tiff[directory..], isLittle); left > 0 && entries.Length >= EntryBytes; left--)
        {
            if (Short(entries, isLittle) == OrientationTag)
            {
                return Short(entries[8..], isLittle) is >= 1 and <= 8 and var orientation ? orientation : null;
            }

            entries = entries[EntryBytes..];
        }

        return null;
    }

    private static ushort Short(ReadOnlySpan<byte> bytes, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static uint Long(ReadOnlySpan<byte> bytes, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);

    /// <summary>An Exif segment that says nothing but how the picture is turned.</summary>
    private static byte[] Turned(int orientation) =>
    [
        Mark, Exif, 0, 34, .. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0,
    ];
}
