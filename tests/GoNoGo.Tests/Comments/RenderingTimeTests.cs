using System.Diagnostics;
using GoNoGo.Comments;
using GoNoGo.Comments.Rendering;
using GoNoGo.Testing;

namespace GoNoGo.Tests.Comments;

/// <summary>
/// How long a comment can hold up the renderer: by texts that have held up other parsers, as long as one may be. How the time grows with
/// the length is measured by <c>perf/GoNoGo.Benchmarks -- comment-rendering-time</c>.
/// </summary>
public sealed class RenderingTimeTests
{
    private const int Longest = 10_000;
    private const int Tries = 5;

    private static readonly TimeSpan Bound = TimeSpan.FromMilliseconds(500);

    public static TheoryData<string, string> Patterns => [.. HostileMarkdown.Patterns.Select(one => (one.Repeated, one.Before))];

    [Theory]
    [MemberData(nameof(Patterns))]
    public void No_text_that_a_comment_may_be_holds_up_the_renderer_for_half_a_second(string repeated, string before)
    {
        var renderer = new CommentRenderer();
        var text = HostileMarkdown.Text((repeated, before), Longest);

        // The fastest of some: what is slower is the machine's doing. A text that is refused takes the time of refusing it.
        var fastest = Enumerable.Range(0, Tries).Min(_ => Time(renderer, text));

        Assert.True(fastest < Bound, $"{fastest.TotalMilliseconds:0} ms");
    }

    private static TimeSpan Time(CommentRenderer renderer, string text)
    {
        var begun = Stopwatch.GetTimestamp();
        if (CommentText.CheckContent(text) is null)
        {
            renderer.Render(text);
        }

        return Stopwatch.GetElapsedTime(begun);
    }
}
