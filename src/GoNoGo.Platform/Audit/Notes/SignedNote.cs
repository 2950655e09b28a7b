using System.Buffers.Binary;
using System.Text;
using GoNoGo.Platform.Privacy;

namespace GoNoGo.Platform.Audit.Notes;

/// <summary>
/// A text with signatures under it, by C2SP signed-note: the text ends with a newline, an empty line follows, then a line for
/// each signature.
/// </summary>
internal sealed record SignedNote(string Text, IReadOnlyList<NoteSignature> Signatures)
{
    private const string Gap = "\n\n";

    /// <summary>The note as it is written, or null where this is none.</summary>
    public static SignedNote? Parse(string note)
    {
        var gap = note.LastIndexOf(Gap, StringComparison.Ordinal);
        if (gap < 0 || !note.EndsWith('\n') || note.Any(character => character is not '\n' && char.IsControl(character)))
        {
            return null;
        }

        var lines = note[(gap + Gap.Length)..^1].Split('\n');
        var signatures = lines.Select(NoteSignature.Parse).OfType<NoteSignature>().ToList();
        return signatures.Count == lines.Length ? new SignedNote(note[..(gap + 1)], signatures) : null;
    }

    public static SignedNote Sign(string text, string name, Key key) => new(
        text, [new NoteSignature(name, new VerifierKey(name, key.VerifyingKey()).Hash, key.Sign(Encoding.UTF8.GetBytes(text)))]);

    public override string ToString() => $"{Text}\n{string.Concat(Signatures.Select(signature => $"{signature}\n"))}";
}

/// <summary>A signature line: the key's name, the first four bytes of its hash, the signature.</summary>
internal sealed record NoteSignature(string Name, uint KeyHash, byte[] Signature)
{
    private const string Dash = "— ";

    public static NoteSignature? Parse(string line)
    {
        if (!line.StartsWith(Dash, StringComparison.Ordinal) || line[Dash.Length..].Split(' ') is not [{ Length: > 0 } name, var encoded])
        {
            return null;
        }

        var bytes = new byte[encoded.Length];
        return Convert.TryFromBase64String(encoded, bytes, out var written) && written > sizeof(uint)
            ? new NoteSignature(name, BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes[sizeof(uint)..written])
            : null;
    }

    public override string ToString()
    {
        var bytes = new byte[sizeof(uint) + Signature.Length];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, KeyHash);
        Signature.CopyTo(bytes, sizeof(uint));
        return $"{Dash}{Name} {Convert.ToBase64String(bytes)}";
    }
}
