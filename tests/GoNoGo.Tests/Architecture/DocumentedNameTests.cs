using System.Text.RegularExpressions;

namespace GoNoGo.Tests.Architecture;

/// <summary>What the documents name in the code is there, so that a page cannot outlive what it tells of.</summary>
public sealed partial class DocumentedNameTests
{
    private const string Seed = "docs/seed.md";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly ILookup<string, string> Code = DeclaredIn([.. SourceTree.Code, .. SourceTree.Files("src", "*.razor")]);
    private static readonly ILookup<string, string> Tests = DeclaredIn(SourceTree.Tests);

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
        from match in Named().Matches(cell)
        let name = match.Groups["name"].Value
        where !name.Contains("Tests", StringComparison.Ordinal) && !IsDeclared(name.Split('.'))
        select file.Breach(line.Index, $"there is no {name}");

    private static bool IsTest(string type, string method) =>
        Tests[type].Any(file => Regex.IsMatch(file, $@" {method}\(", RegexOptions.None, Patience));

    private static bool IsDeclared(string[] name)
    {
        var files = Code[name[0]].ToList();
        return name.Length == 1
            ? files.Count > 0
            : files.Exists(file => Regex.IsMatch(file, $@"\b{name[1]}\b", RegexOptions.None, Patience));
    }

    /// <summary>The texts of files by the types that they declare; a component is a type of its file's name.</summary>
    private static ILookup<string, string> DeclaredIn(IEnumerable<SourceFile> files) =>
        (from file in files
         let text = string.Join('\n', file.Lines)
         from type in Declaration().Matches(text).Select(match => match.Groups["type"].Value)
             .Append(Path.GetFileNameWithoutExtension(file.Path)).Distinct()
         select (type, text)).ToLookup(one => one.type, one => one.text, StringComparer.Ordinal);

    /// <summary>The tests named in an invariant: its line and those indented under it.</summary>
    private static IEnumerable<Match> InvariantTests(int first)
    {
        var lines = Document("ARCHITECTURE.md").Lines;
        var following = lines.Skip(first + 1).TakeWhile(line => line.StartsWith("   ", StringComparison.Ordinal));
        return following.Prepend(lines[first]).SelectMany(line => Test().Matches(line));
    }

    [GeneratedRegex(@"`(?<class>[A-Z]\w+Tests)\.(?<method>\w+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Test();

    [GeneratedRegex(@"`(?<name>[A-Z]\w*[a-z]\w*(\.[A-Z]\w+)?)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Named();

    [GeneratedRegex(
        @"\b(class|record( struct)?|struct|interface|enum) (?<type>\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"(?<!\\)\|", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Cell();

    [GeneratedRegex(@"^\d+\. ", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Invariant();
}
