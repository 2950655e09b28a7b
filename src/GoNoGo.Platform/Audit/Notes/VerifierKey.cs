using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace GoNoGo.Platform.Audit.Notes;

/// <summary>The public half of a signing key under its name, by C2SP signed-note: <c>name+hash+key</c>. An auditor pins it.</summary>
internal sealed record VerifierKey(string Name, byte[] PublicKey)
{
    private const byte Ed25519Algorithm = 0x01;

    /// <summary>The first four bytes of SHA-256 over name, newline, algorithm and key.</summary>
    public uint Hash { get; } = BinaryPrimitives.ReadUInt32BigEndian(
        SHA256.HashData([.. Encoding.UTF8.GetBytes(Name), (byte)'\n', Ed25519Algorithm, .. PublicKey]));

    public static VerifierKey? Parse(string text)
    {
        // A key's base64 may hold a plus; a name may not.
        if (text.Split('+', 3) is not [{ Length: > 0 } name, var hash, var encoded] || name.Any(char.IsWhiteSpace))
        {
            return null;
        }

        var bytes = new byte[encoded.Length];
        var isKey = Convert.TryFromBase64String(encoded, bytes, out var written)
            && written == 1 + Ed25519.PublicKeySize
            && bytes[0] == Ed25519Algorithm;
        var key = isKey ? new VerifierKey(name, bytes[1..written]) : null;
        return key is not null && hash == key.HashText ? key : null;
    }

    /// <summary>Whether one of the note's signatures is by this key and holds for its text.</summary>
    public bool Verifies(SignedNote note)
    {
        var text = Encoding.UTF8.GetBytes(note.Text);
        return note.Signatures.Any(signature =>
            IsNamedBy(signature)
            && signature.Signature.Length == Ed25519.SignatureSize
            && Ed25519.Verify(signature.Signature, 0, PublicKey, 0, text, 0, text.Length));
    }

    /// <summary>Whether a signature says that it is by this key.</summary>
    public bool IsNamedBy(NoteSignature signature) => signature.KeyHash == Hash && signature.Name == Name;

    public override string ToString() => $"{Name}+{HashText}+{Convert.ToBase64String([Ed25519Algorithm, .. PublicKey])}";

    private string HashText => Hash.ToString("x8", CultureInfo.InvariantCulture);
}
