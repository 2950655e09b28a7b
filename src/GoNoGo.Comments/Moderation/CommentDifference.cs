using DiffPlex;
using DiffPlex.Chunkers;

namespace GoNoGo.Comments.Moderation;

/// <summary>What lies between two versions of a text, word by word.</summary>
public static class CommentDifference
{
    /// <summary>The two texts as one.</summary>
    /// <param name="before">The text before. Personal.</param>
    /// <param name="after">The text after. Personal.</param>
    /// <returns>In reading order; what was removed stands before what came in its place.</returns>
    public static IReadOnlyList<DifferencePart> Of(string before, string after)
    {
        var words = new DelimiterChunker([' ', '\n', '\t']);
        var difference = Differ.Instance.CreateDiffs(before, after, ignoreWhiteSpace: false, ignoreCase: false, words);
        var parts = new List<DifferencePart>();
        var at = 0;
        foreach (var block in difference.DiffBlocks)
        {
            Add(parts, DifferenceKind.Same, difference.PiecesNew.Skip(at).Take(block.InsertStartB - at));
            Add(parts, DifferenceKind.Removed, difference.PiecesOld.Skip(block.DeleteStartA).Take(block.DeleteCountA));
            Add(parts, DifferenceKind.Added, difference.PiecesNew.Skip(block.InsertStartB).Take(block.InsertCountB));
            at = block.InsertStartB + block.InsertCountB;
        }

        Add(parts, DifferenceKind.Same, difference.PiecesNew.Skip(at));
        return parts;
    }

    private static void Add(List<DifferencePart> parts, DifferenceKind kind, IEnumerable<string> words)
    {
        if (string.Concat(words) is { Length: > 0 } text)
        {
            parts.Add(new DifferencePart(kind, text));
        }
    }
}

/// <summary>A stretch of two texts laid over each other.</summary>
/// <param name="Kind">In which of them it stands.</param>
/// <param name="Text">What it says. Personal.</param>
public sealed record DifferencePart(DifferenceKind Kind, string Text);

/// <summary>Where a stretch of text stands.</summary>
public enum DifferenceKind
{
    /// <summary>In both.</summary>
    Same,

    /// <summary>In the text before.</summary>
    Removed,

    /// <summary>In the text after.</summary>
    Added,
}
