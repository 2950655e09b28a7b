using System.Diagnostics;
using GoNoGo.Comments;
using GoNoGo.Comments.Rendering;

namespace GoNoGo.Tests.Comments;

/// <summary>How long a comment can hold up the renderer: by texts that have held up other parsers, as long as one may be.</summary>
public sealed class RenderingTimeTests
{
    private const int Longest = 10_000;
    private const int Tries = 5;

    private static readonly TimeSpan Bound = TimeSpan.FromMilliseconds(500);

    // Below this the machine's own noise is larger than what is looked for.
    private static readonly TimeSpan Measurable = TimeSpan.FromMilliseconds(20);

    /// <summary>What is repeated, and what stands before and behind it.</summary>
    public static TheoryData<string, string, string> Patterns => new()
    {
        { "*a ", "", "" }, { "**a ", "", "" }, { "*_", "", "" }, { "_a __b ", "", "" }, { "a**b", "", "" }, { "*a*_b_", "", "" },
        { "[", "", "" }, { "[a](", "", "" }, { "[a](b", "", "" }, { "![a](<b", "", "" }, { "[]", "", "(x)" }, { "[a][", "", "" },
        { "`", "", "" }, { "`a``", "", "" }, { "```\n", "", "" }, { "<", "", "" }, { "<a@", "", "" }, { "<http:", "", "" }, { "&", "", "" },
        { "&#x41;", "", "" }, { "\\", "", "" }, { "http://a.b/(", "", "" }, { "www.", "", "" }, { "a@b.", "", "" }, { "> a\n", "", "" },
        { "- a\n", "", "" }, { "1. a\n", "", "" }, { "  - a\n", "", "" }, { "***\n", "", "" }, { "a\n\n", "", "" }, { "a  \n", "", "" },
        { "\u0301", "a", "" }, { "\u202e", "", "" }, { "漢", "", "" }, { "👩‍👩‍👧", "", "" }, { "~~~\n", "", "" }, { "|a|\n|-|\n", "", "" },
        { "a ", "[x]: http://a.b\n\n", "" }, { "[x] ", "[x]: http://a.b\n\n", "" }, { "\"a'", "", "" }, { "mailto:a@b.c ", "", "" },
    };

    [Theory]
    [MemberData(nameof(Patterns))]
    public void No_text_that_is_taken_holds_it_up_and_its_time_grows_with_the_length_alone(string repeated, string before, string behind)
    {
        var renderer = new CommentRenderer();
        var whole = Time(renderer, Text(Longest));
        var eighth = Time(renderer, Text(Longest / 8));

        Assert.True(whole < Bound, $"{whole.TotalMilliseconds:0} ms");
        Assert.True(
            whole < Measurable || whole < eighth * 8 * 3,
            $"{eighth.TotalMilliseconds:0.0} ms, and {whole.TotalMilliseconds:0.0} ms for eight times as much");

        string Text(int length)
        {
            var text = before + string.Concat(Enumerable.Repeat(repeated, length)) + behind;
            var runes = text.EnumerateRunes().Take(length).ToList();
            return string.Concat(runes);
        }
    }

    /// <summary>The fastest of some: what is slower is the machine's doing. A text that is refused takes the time of refusing it.</summary>
    private static TimeSpan Time(CommentRenderer renderer, string text)
    {
        var fastest = TimeSpan.MaxValue;
        for (var i = 0; i < Tries; i++)
        {
            var begun = Stopwatch.GetTimestamp();
            if (CommentText.CheckContent(text) is null)
            {
                renderer.Render(text);
            }

            var took = Stopwatch.GetElapsedTime(begun);
            fastest = took < fastest ? took : fastest;
        }

        return fastest;
    }
}
