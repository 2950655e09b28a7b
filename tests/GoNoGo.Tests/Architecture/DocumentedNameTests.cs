using System.Text.RegularExpressions;

namespace GoNoGo.Tests.Architecture;

/// <summary>What the documents name in the code is there, so that a page cannot outlive what it tells of.</summary>
public sealed partial class DocumentedNameTests
{
    private const string Seed = "docs/seed.md";

    [Fact]
    public void Every_test_that_a_document_names_exists() => Breaches.MustBeNone(Documents().SelectMany(MissingTests));

    [Fact]
    public void Every_invariant_names_the_test_that_holds_it() => Breaches.MustBeNone(
        from line in Document("ARCHITECTURE.md").Lines.Index()
        where Invariant().IsMatch(line.Item) && !InvariantTests(line.Index).Any()
        select $"ARCHITECTURE.md:{line.Index + 1}: the invariant names no test");

    [Fact]
    public void Every_type_and_member_that_the_page_of_the_seed_names_exists() => Breaches.MustBeNone(MissingTypes(Document(Seed)));

    [Fact]
    public void A_test_and_a_type_that_do_not_exist_are_found()
    {
        var file = new SourceFile(
            "docs/sample.md", ["| `Seed.thing` | `NoSuchTests.Nothing_holds` | `CommentService.NoSuchMember` | `NoSuchType` |"]);

        Assert.Equal(["docs/sample.md:1: there is no test NoSuchTests.Nothing_holds"], MissingTests(file));
        Assert.Equal(
            ["docs/sample.md:1: there is no CommentService.NoSuchMember", "docs/sample.md:1: there is no NoSuchType"], MissingTypes(file));
    }

    private static IEnumerable<SourceFile> Documents() =>
        SourceTree.Files(".", "*.md").Where(file => !file.Path.StartsWith("src/", StringComparison.Ordinal));

    private static SourceFile Document(string path) => Documents().Single(file => file.Path == path);

    private static IEnumerable<string> MissingTests(SourceFile file) =>
        from line in file.Lines.Index()
        from match in Test().Matches(line.Item)
        where !IsTest(match.Groups["class"].Value, match.Groups["method"].Value)
        select file.Breach(line.Index, $"there is no test {match.Groups["class"].Value}.{match.Groups["method"].Value}");

    // The first cell of a row is the seed's own words; what stands behind it is ours.
    private static IEnumerable<string> MissingTypes(SourceFile file) =>
        from line in file.Lines.Index()
        where line.Item.StartsWith("| ", StringComparison.Ordinal)
        from cell in Cell().Split(line.Item).Skip(2)
        from match in Code().Matches(cell)
        let name = match.Groups["name"].Value
        where !name.Contains("Tests", StringComparison.Ordinal) && !IsDeclared(name.Split('.'))
        select file.Breach(line.Index, $"there is no {name}");

    private static bool IsTest(string type, string method) => SourceTree.Tests.Any(file =>
        file.Lines.Any(line => line.Contains($"class {type}", StringComparison.Ordinal))
        && file.Lines.Any(line => line.Contains($" {method}(", StringComparison.Ordinal)));

    private static bool IsDeclared(string[] name) => name.Length == 1
        ? FilesOf(name[0]).Any()
        : FilesOf(name[0]).Any(file => file.Lines.Any(line => Regex.IsMatch(line, $@"\b{name[1]}\b", RegexOptions.None, Patience)));

    private static IEnumerable<SourceFile> FilesOf(string type) => SourceTree.Code
        .Where(file => file.Lines.Any(line =>
            Regex.IsMatch(line, $@"\b(class|record|struct|interface|enum) {type}\b", RegexOptions.None, Patience)))
        .Concat(SourceTree.Files("src", type + ".razor"));

    /// <summary>The tests named in an invariant: its line and those indented under it.</summary>
    private static IEnumerable<Match> InvariantTests(int first)
    {
        var lines = Document("ARCHITECTURE.md").Lines;
        var following = lines.Skip(first + 1).TakeWhile(line => line.StartsWith("   ", StringComparison.Ordinal));
        return following.Prepend(lines[first]).SelectMany(line => Test().Matches(line));
    }

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    [GeneratedRegex(@"`(?<class>[A-Z]\w+Tests)\.(?<method>\w+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Test();

    [GeneratedRegex(@"`(?<name>[A-Z]\w*[a-z]\w*(\.[A-Z]\w+)?)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Code();

    [GeneratedRegex(@"(?<!\\)\|", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Cell();

    [GeneratedRegex(@"^\d+\. ", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Invariant();
}
