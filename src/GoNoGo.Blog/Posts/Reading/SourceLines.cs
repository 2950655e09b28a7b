using System.Runtime.InteropServices;

namespace GoNoGo.Blog.Posts.Reading;

/// <summary>Knows on which line of the file a place of its body stood, also where replaced tags swallowed line breaks.</summary>
internal sealed class SourceLines(int firstLine, IReadOnlyList<SwallowedLines> swallowed)
{
    /// <summary>Of a text that is not there.</summary>
    public static SourceLines None { get; } = new(0, []);

    public int LineOf(string body, int offset) =>
        firstLine + body.AsSpan(0, offset).Count('\n') + swallowed.TakeWhile(gap => gap.Offset <= offset).Sum(gap => gap.Lines);

    /// <summary>The line on which <paramref name="text"/> first stands; 0 where it cannot be found.</summary>
    public int LineOf(string body, string text) =>
        text.Length > 0 && body.IndexOf(text, StringComparison.Ordinal) is >= 0 and var offset ? LineOf(body, offset) : 0;
}

/// <summary>From this offset on the body has this many lines fewer than the file (more, where negative).</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SwallowedLines(int Offset, int Lines);
