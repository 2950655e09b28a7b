using System.Text.RegularExpressions;

namespace GoNoGo.Tests.Architecture;

/// <summary>A file has at most 400 lines, a function 70 (STYLE rule 3).</summary>
public sealed partial class SizeTests
{
    private const int LongestFile = 400;
    private const int LongestFunction = 70;

    [Fact]
    public void No_file_is_longer_than_400_lines() => Breaches.MustBeNone(
        from file in SourceTree.Code.Concat(SourceTree.Tests)
        where file.Lines.Count > LongestFile
        select file.Breach(LongestFile, $"{file.Lines.Count} lines; split the file by what changes together"));

    [Fact]
    public void No_function_is_longer_than_70_lines() =>
        Breaches.MustBeNone(SourceTree.Code.Concat(SourceTree.Tests).SelectMany(LongFunctions));

    [Fact]
    public void A_function_of_71_lines_is_found()
    {
        string[] lines = ["class Sample", "{", "    void Long()", "    {", .. Enumerable.Repeat("        ;", 68), "    }", "}"];
        var file = new SourceFile("Sample.cs", lines);

        Assert.Equal("Sample.cs:3: a function of 71 lines; it must fit a screen", Assert.Single(LongFunctions(file)));
    }

    // Formatting is enforced, so a block that opens at the depth of members is one; the members of nested types stand one deeper.
    private static IEnumerable<string> LongFunctions(SourceFile file) => LongBlocks(file, depth: 4).Concat(LongBlocks(file, depth: 8));

    private static IEnumerable<string> LongBlocks(SourceFile file, int depth)
    {
        var indent = new string(' ', depth);
        var (start, open) = (0, false);
        for (var i = 0; i < file.Lines.Count; i++)
        {
            var line = file.Lines[i];
            if (!open && IsHead(line, indent))
            {
                start = i;
            }
            else if (line == indent + "{" && !TypeHead().IsMatch(file.Lines[start]))
            {
                open = true;
            }
            else if (open && line.StartsWith(indent + "}", StringComparison.Ordinal))
            {
                open = false;
                if (i - start + 1 > LongestFunction)
                {
                    yield return file.Breach(start, $"a function of {i - start + 1} lines; it must fit a screen");
                }
            }
        }
    }

    private static bool IsHead(string line, string indent) =>
        line.StartsWith(indent, StringComparison.Ordinal)
        && line.Length > indent.Length
        && (char.IsLetter(line[indent.Length]) || line[indent.Length] == '(');

    [GeneratedRegex(@"\b(class|record|struct|interface|enum|extension)\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TypeHead();
}
