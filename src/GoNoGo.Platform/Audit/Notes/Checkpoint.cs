using System.Globalization;
using GoNoGo.Platform.Audit.Merkle;

namespace GoNoGo.Platform.Audit.Notes;

/// <summary>What a checkpoint states, by C2SP tlog-checkpoint: of which log, how many leaves, which root.</summary>
internal sealed record Checkpoint(string Origin, long Size, byte[] Root)
{
    public string Text => string.Create(CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Convert.ToBase64String(Root)}\n");

    /// <summary>The statement of a note's text; null where it is none. Further lines are allowed and say nothing to us.</summary>
    public static Checkpoint? Parse(string text)
    {
        if (text.Split('\n') is not [{ Length: > 0 } origin, var sizeText, var rootText, ..]
            || !long.TryParse(sizeText, NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            || sizeText != size.ToString(CultureInfo.InvariantCulture))
        {
            return null;
        }

        var root = new byte[MerkleHash.Length];
        return rootText.Length == 44 && Convert.TryFromBase64String(rootText, root, out var written) && written == root.Length
            ? new Checkpoint(origin, size, root)
            : null;
    }
}

/// <summary>A checkpoint with the note that carries it.</summary>
internal sealed record SignedCheckpoint(SignedNote Note, Checkpoint Statement)
{
    public static SignedCheckpoint? Parse(string text) =>
        SignedNote.Parse(text) is { } note && Checkpoint.Parse(note.Text) is { } statement ? new SignedCheckpoint(note, statement) : null;
}
