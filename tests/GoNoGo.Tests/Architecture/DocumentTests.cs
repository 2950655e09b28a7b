using System.Text.RegularExpressions;

namespace GoNoGo.Tests.Architecture;

/// <summary>Documents have one title and links that lead somewhere.</summary>
public sealed partial class DocumentTests
{
    [Fact]
    public void Every_document_has_one_title() => Breaches.MustBeNone(Documents().SelectMany(TitleFaults));

    [Fact]
    public void Every_relative_link_leads_to_a_file() => Breaches.MustBeNone(Documents().SelectMany(DeadLinks));

    [Fact]
    public void A_second_title_and_a_dead_link_are_found()
    {
        var file = new SourceFile("docs/sample.md", ["# One", "```", "# a comment", "```", "# Two", "[away](nowhere.md#x)"]);

        Assert.Equal(["docs/sample.md:1: 2 titles; one is right"], TitleFaults(file));
        Assert.Equal(["docs/sample.md:6: nowhere.md does not exist"], DeadLinks(file));
    }

    private static IEnumerable<SourceFile> Documents() =>
        from file in SourceTree.Files(".", "*.md")
        where !file.Path.StartsWith("src/", StringComparison.Ordinal) && !file.Path.StartsWith("tests/", StringComparison.Ordinal) // Posts.
        select file;

    private static IEnumerable<string> TitleFaults(SourceFile file)
    {
        var titles = Prose(file).Count(line => line.Text.StartsWith("# ", StringComparison.Ordinal));
        return titles == 1 ? [] : [file.Breach(0, $"{titles} titles; one is right")];
    }

    private static IEnumerable<string> DeadLinks(SourceFile file)
    {
        var folder = Path.Combine(SourceTree.Root, Path.GetDirectoryName(file.Path)!); // A file stands in a folder.
        return from line in Prose(file)
               from match in Link().Matches(line.Text)
               let target = Uri.UnescapeDataString(match.Groups["target"].Value)
               where !target.Contains(':', StringComparison.Ordinal) && !Path.Exists(Path.Combine(folder, target))
               select file.Breach(line.Index, $"{target} does not exist");
    }

    private static IEnumerable<(int Index, string Text)> Prose(SourceFile file)
    {
        var fenced = false;
        foreach (var (index, line) in file.Lines.Index())
        {
            var fence = line.TrimStart().StartsWith("```", StringComparison.Ordinal);
            fenced ^= fence;
            if (!fenced && !fence)
            {
                yield return (index, line);
            }
        }
    }

    [GeneratedRegex(@"\]\((?<target>[^)#\s]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();
}
