using System.Globalization;
using System.Text;
using GoNoGo.Comments.Rendering;
using GoNoGo.Platform.Results;

namespace GoNoGo.Comments;

/// <summary>What the words of a comment must be. Nothing is changed or cut: text is stored as typed or refused.</summary>
internal static class CommentText
{
    public const int MaximumContentLength = 10_000;
    public const int MaximumNameLength = 100;
    private const int MaximumMarksInARow = 10;

    /// <summary>Letters and symbols that are drawn as nothing: the fillers of Hangul and the empty Braille pattern.</summary>
    private static readonly int[] BlankLetters = [0x115F, 0x1160, 0x3164, 0xFFA0, 0x2800];

    public static InvalidField? CheckContent(string content) => content switch
    {
        _ when Length(content) > MaximumContentLength => new ContentTooLong(),
        _ when !IsText(content, allowLines: true) => new ContentNotText(),
        _ when !IsVisible(content) => new ContentEmpty(),
        _ when HasPiledMarks(content) => new TooManyMarks("content"),
        _ when CommentRenderer.IsTooNested(content) => new ContentTooNested(),
        _ => null,
    };

    public static InvalidField? CheckName(string name) => name switch
    {
        _ when Length(name) > MaximumNameLength => new NameTooLong(),
        _ when !IsText(name, allowLines: false) || !IsVisible(name) => new NameNotText(),
        _ when HasPiledMarks(name) => new TooManyMarks("author_name"),
        _ => null,
    };

    private static int Length(string text) => text.EnumerateRunes().Count();

    private static bool IsText(string text, bool allowLines)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var unit = text[i];
            if (char.IsSurrogate(unit))
            {
                if (!char.IsSurrogatePair(text, i))
                {
                    return false;
                }

                i++;
            }
            else if (char.IsControl(unit) ? !(allowLines && unit is '\t' or '\n' or '\r') : !allowLines && unit is '\u2028' or '\u2029')
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Something that leaves a trace on paper: not only spaces, marks and format characters.</summary>
    private static bool IsVisible(string text) => text.EnumerateRunes().Any(IsVisible);

    private static bool IsVisible(Rune rune) =>
        !Rune.IsWhiteSpace(rune)
        && !IsMark(rune)
        && Rune.GetUnicodeCategory(rune) is
            not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse)
        && !BlankLetters.Contains(rune.Value);

    private static bool HasPiledMarks(string text)
    {
        var marks = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            marks = IsMark(rune) ? marks + 1 : 0;
            if (marks > MaximumMarksInARow)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;
}
