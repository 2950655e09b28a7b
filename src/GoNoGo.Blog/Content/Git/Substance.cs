using System.Runtime.InteropServices;

namespace GoNoGo.Blog.Content.Git;

/// <summary>
/// Tells a change that readers would want to know of from one of form. Form is what changes white space, order or front matter alone, fewer
/// than five words, or hundreds of texts at once, and what its author marks <c>[minor]</c>.
/// </summary>
internal static class Substance
{
    /// <summary>Two words put in the place of two others are a slip that was mended.</summary>
    public const int FewestWords = 5;

    /// <summary>A commit that touches more texts moves or converts a blog; it is about none of them.</summary>
    public const int MostTexts = 200;

    private const string Minor = "[minor]";

    public static bool IsMarkedMinor(string message) => message.Contains(Minor, StringComparison.OrdinalIgnoreCase);

    public static bool Differs(string before, string after)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        Count(before, -1, counts);
        Count(after, 1, counts);
        return counts.Values.Sum(Math.Abs) >= FewestWords;
    }

    private static void Count(string text, int step, Dictionary<string, int> counts)
    {
        foreach (var word in Body(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            CollectionsMarshal.GetValueRefOrAddDefault(counts, word, out _) += step;
        }
    }

    private static string Body(string text)
    {
        var fence = text.StartsWith("---", StringComparison.Ordinal) ? "\n---"
            : text.StartsWith("+++", StringComparison.Ordinal) ? "\n+++"
            : null;
        var end = fence is null ? -1 : text.IndexOf(fence, 3, StringComparison.Ordinal);
        return end < 0 ? text : text[(end + 4)..];
    }
}
