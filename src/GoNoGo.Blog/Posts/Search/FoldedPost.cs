using System.Text;

namespace GoNoGo.Blog.Posts.Search;

/// <summary>A post's folded title, tags and text as UTF-8: half the memory of a string, and the search is as fast.</summary>
internal sealed class FoldedPost(Post post, string plainText)
{
    // A word of the title says more of a post than one of its text, and a whole word more than a part of one.
    private const double TitleWeight = 6;
    private const double TagWeight = 4;
    private const double WholeWord = 1;
    private const double BeginningOfWord = 0.6;
    private const double WithinWord = 0.25;

    /// <summary>More of the same word makes no difference to the rank, and need not be counted.</summary>
    private const int MaxCounted = 50;

    private readonly byte[] title = Encoding.UTF8.GetBytes(FoldedText.Of(post.Title));
    private readonly byte[] tags = Encoding.UTF8.GetBytes(FoldedText.Of(string.Join('\n', post.Tags)));
    private readonly byte[] text = Encoding.UTF8.GetBytes(FoldedText.Of(plainText));

    /// <summary>How long it is, in bytes: words of all scripts are counted alike.</summary>
    public int Length => text.Length;

    /// <summary>How often it holds a term, by where and how; 0 where it does not. In a text of over the average it counts less.</summary>
    public double Weigh(ReadOnlySpan<byte> term, double averageLength) =>
        (TitleWeight * Count(title, term)) + (TagWeight * Count(tags, term)) + (Count(text, term) / Ranking.Norm(Length, averageLength));

    private static double Count(ReadOnlySpan<byte> field, ReadOnlySpan<byte> term)
    {
        var weight = 0.0;
        var at = 0;
        for (var counted = 0; counted < MaxCounted && field[at..].IndexOf(term) is var next and >= 0; counted++)
        {
            var (start, end) = (at + next, at + next + term.Length);
            var begins = start == 0 || !IsOfWord(field[start - 1]);
            var ends = end == field.Length || !IsOfWord(field[end]);
            weight += !begins ? WithinWord : ends ? WholeWord : BeginningOfWord;
            at = end;
        }

        return weight;
    }

    private static bool IsOfWord(byte part) => part >= 0x80 || char.IsAsciiLetterOrDigit((char)part);
}
