using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace GoNoGo.Platform.Privacy;

/// <summary>A 256-bit key and the version under which it is kept. Secret.</summary>
public sealed class Key
{
    /// <summary>How many bytes every key has.</summary>
    public const int Length = 32;

    /// <summary>Random bytes have about 30 of 32 distinct; a key with fewer than this was typed or left at a default.</summary>
    private const int FewestDistinctBytes = 16;

    private readonly byte[] bytes;

    internal Key(int version, byte[] bytes)
    {
        Version = version;
        this.bytes = bytes;
    }

    /// <summary>The version, from 1; for daily keys the day as yyyyMMdd.</summary>
    public int Version { get; }

    /// <summary>Reads a key as it is kept.</summary>
    /// <param name="text">Base64 of 32 bytes, with white space around it.</param>
    /// <param name="version">Its version.</param>
    /// <returns>Null where it is no such text, or where its bytes are too uniform to be random.</returns>
    public static Key? TryParse(string text, int version)
    {
        ArgumentNullException.ThrowIfNull(text);
        var read = new byte[Length];
        return Convert.TryFromBase64String(text.Trim(), read, out var written)
            && written == Length
            && read.Distinct().Count() >= FewestDistinctBytes
            ? new Key(version, read)
            : null;
    }

    /// <summary>HMAC-SHA-256 of a message of one kind, so that no two kinds can be confused.</summary>
    /// <param name="label">The kind, such as <c>gonogo:email:v1</c>.</param>
    /// <param name="message">What is authenticated.</param>
    /// <returns>32 bytes.</returns>
    public byte[] Authenticate(string label, ReadOnlySpan<byte> message)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, bytes);
        mac.AppendData(Encoding.UTF8.GetBytes(label));
        mac.AppendData([0]);
        mac.AppendData(message);
        return mac.GetHashAndReset();
    }

    /// <summary>AES-256-GCM of a text, bound to a context.</summary>
    /// <param name="plain">What is hidden.</param>
    /// <param name="context">What it belongs to; decryption with another context fails.</param>
    /// <returns>Nonce (12 bytes), tag (16 bytes), ciphertext.</returns>
    public byte[] Encrypt(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> context)
    {
        var sealedBytes = new byte[12 + 16 + plain.Length];
        var nonce = sealedBytes.AsSpan(0, 12);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(bytes, 16);
        aes.Encrypt(nonce, plain, sealedBytes.AsSpan(28), sealedBytes.AsSpan(12, 16), context);
        return sealedBytes;
    }

    /// <summary>The text that <see cref="Encrypt"/> hid.</summary>
    /// <param name="sealedBytes">What it returned.</param>
    /// <param name="context">The same context.</param>
    /// <returns>The plain bytes.</returns>
    /// <exception cref="CryptographicException">The bytes, the key or the context are not those of the encryption.</exception>
    public byte[] Decrypt(ReadOnlySpan<byte> sealedBytes, ReadOnlySpan<byte> context)
    {
        if (sealedBytes.Length < 28)
        {
            throw new CryptographicException("The ciphertext is too short to be one.");
        }

        var plain = new byte[sealedBytes.Length - 28];
        using var aes = new AesGcm(bytes, 16);
        aes.Decrypt(sealedBytes[..12], sealedBytes[28..], sealedBytes[12..28], plain, context);
        return plain;
    }

    /// <summary>The public half of the Ed25519 key that these bytes are the seed of (RFC 8032).</summary>
    /// <returns>32 bytes, for anybody.</returns>
    public byte[] VerifyingKey()
    {
        var verifying = new byte[Ed25519.PublicKeySize];
        Ed25519.GeneratePublicKey(bytes, verifying);
        return verifying;
    }

    /// <summary>The Ed25519 signature of a message (RFC 8032).</summary>
    /// <param name="message">What is signed.</param>
    /// <returns>64 bytes.</returns>
    public byte[] Sign(byte[] message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var signature = new byte[Ed25519.SignatureSize];
        Ed25519.Sign(bytes, 0, message, 0, message.Length, signature, 0);
        return signature;
    }

    /// <summary>A key for one use, made from this one (HKDF-SHA-256, RFC 5869), so that no two uses share a key and its nonces.</summary>
    /// <param name="salt">Random, kept beside what the new key encrypts.</param>
    /// <param name="use">What it is for, and bound to.</param>
    /// <returns>32 bytes. Secret.</returns>
    public byte[] Derive(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> use)
    {
        var derived = new byte[Length];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, bytes, derived, salt, use);
        return derived;
    }

    /// <summary>The key as it is kept, for an encrypted copy of the store and for nothing else. Secret.</summary>
    /// <returns>What <see cref="TryParse"/> reads.</returns>
    public string Reveal() => Convert.ToBase64String(bytes);

    /// <summary>A fixed mark in place of the key.</summary>
    /// <returns><c>[key]</c></returns>
    public override string ToString() => "[key]";
}
