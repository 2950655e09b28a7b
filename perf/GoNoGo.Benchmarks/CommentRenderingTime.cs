using System.Globalization;
using GoNoGo.Comments;
using GoNoGo.Comments.Rendering;
using GoNoGo.Testing;

namespace GoNoGo.Benchmarks;

/// <summary>
/// How the processor time for checking and drawing a comment grows with its length, for texts that have held up other parsers: the fastest
/// of nine, at a length and at two, four and eight times as much. The worst ones are printed.
/// </summary>
internal static class CommentRenderingTime
{
    public const string Command = "comment-rendering-time";

    private const int Shortest = 1_250;
    private const int Tries = 9;
    private const int Printed = 8;

    public static void Run()
    {
        var renderer = new CommentRenderer();
        var rows = HostileMarkdown.Patterns
            .Select(pattern => (pattern.Repeated, Times: new[] { 1, 2, 4, 8 }.Select(factor =>
                Fastest(renderer, HostileMarkdown.Text(pattern, Shortest * factor)).TotalMilliseconds).ToArray()))
            .OrderByDescending(row => row.Times[^1])
            .ToList();
        foreach (var (repeated, times) in rows.Take(Printed))
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{repeated.ReplaceLineEndings("\\n"),-16} {times[0],7:0.00} {times[1],7:0.00} {times[2],7:0.00} {times[3],7:0.00} ms"));
        }
    }

    private static TimeSpan Fastest(CommentRenderer renderer, string text) => Enumerable.Range(0, Tries).Min(_ =>
    {
        GC.Collect();
        var begun = Environment.CpuUsage.TotalTime;
        if (CommentText.CheckContent(text) is null)
        {
            renderer.Render(text);
        }

        return Environment.CpuUsage.TotalTime - begun;
    });
}
