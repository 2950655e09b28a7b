using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using GoNoGo.Platform.Privacy;

namespace GoNoGo.Web.Backup;

/// <summary>
/// How a stream of any length is encrypted: the streaming format AES256_GCM_HKDF_1MB of Tink, so that programs of others open it too. A
/// header, then segments of a mebibyte under AES-256-GCM, each with its number and whether it is the last in its nonce (STREAM, Hoang et
/// al. 2015): one that is missing, doubled, moved or cut off does not decrypt.
/// </summary>
internal static class SealedFormat
{
    public const int SegmentLength = 1 << 20;
    public const int TagLength = 16;
    public const int HeaderLength = 1 + SaltLength + PrefixLength;

    private const int SaltLength = 32;
    private const int PrefixLength = 7;
    private const int NonceLength = PrefixLength + sizeof(uint) + 1;

    /// <summary>A header with a fresh salt and nonce prefix.</summary>
    public static byte[] NewHeader()
    {
        var header = RandomNumberGenerator.GetBytes(HeaderLength);
        header[0] = HeaderLength;
        return header;
    }

    /// <summary>The cipher of one stream: its key comes from the header's salt and what the stream belongs to.</summary>
    public static AesGcm Cipher(Key key, ReadOnlySpan<byte> header, string belongsTo)
    {
        var derived = key.Derive(header.Slice(1, SaltLength), Encoding.UTF8.GetBytes(belongsTo));
        try
        {
            return new AesGcm(derived, TagLength);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(derived);
        }
    }

    public static byte[] Nonce(ReadOnlySpan<byte> header, uint segment, bool isLast)
    {
        var nonce = new byte[NonceLength];
        header.Slice(1 + SaltLength, PrefixLength).CopyTo(nonce);
        BinaryPrimitives.WriteUInt32BigEndian(nonce.AsSpan(PrefixLength), segment);
        nonce[^1] = isLast ? (byte)1 : (byte)0;
        return nonce;
    }

    /// <summary>How many bytes of plain text a segment takes; the first shares its place with the header.</summary>
    public static int PlainLength(uint segment) => SegmentLength - TagLength - (segment == 0 ? HeaderLength : 0);
}
