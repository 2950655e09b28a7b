namespace GoNoGo.Tests.Architecture;

/// <summary>What STYLE.md forbids and a line of text can show.</summary>
public sealed class TextRuleTests
{
    private const string ThisFile = "tests/GoNoGo.Tests/Architecture/TextRuleTests.cs"; // It names what it forbids.

    private static readonly TextRule[] Rules =
    [
        new("wall clock", @"\bDateTime(Offset)?\.(Now|UtcNow|Today)\b", "ask TimeProvider", "var now = DateTimeOffset.UtcNow;")
        {
            In = ["src/", "tests/"],
        },
        new("system clock", @"\bTimeProvider\.System\b", "take the TimeProvider that Program hands out", "clock ?? TimeProvider.System")
        {
            Except = ["src/GoNoGo.Web/Program.cs", "src/GoNoGo.Web/Hosting/"],
        },
        new("unordered ids", @"\bGuid\.(NewGuid|CreateVersion7)\(\)", "use Guid.CreateVersion7(clock.GetUtcNow())", "Id = Guid.NewGuid();"),
        new("blocking sleep", @"\bThread\.Sleep\(", "wait on a condition", "Thread.Sleep(10);") { In = ["src/", "tests/"] },
        new("waiting for a duration", @"\bTask\.Delay\(", "wait on a condition: Eventually", "await Task.Delay(100);") { In = ["tests/"] },
        new("shared chance", @"\bRandom\.Shared\b", "inject the random source", "Random.Shared.Next()"),
        new("async void", @"\basync void\b", "return a Task", "private async void Save()") { In = ["src/", "tests/"] },
        new(
            "raw SQL and bulk statements",
            @"\b(FromSql\w*|ExecuteSql\w*|SqlQuery\w*|ExecuteUpdate(Async)?|ExecuteDelete(Async)?|GetDbConnection)\s*[<(]",
            "they bypass audit and filters",
            "await context.Comments.ExecuteDeleteAsync(cancellationToken);")
        {
            Except =
            [
                "src/GoNoGo.Platform/",
                "src/GoNoGo.Gdpr/Retention/",
                "src/GoNoGo.Gdpr/UserActions/UserActionStore.cs", // Counts that two nodes add to at once.
                "src/GoNoGo.Blog/Search/",
                "src/GoNoGo.Web/Database/",
            ],
        },
        new(
            "log calls without a template method",
            @"\.Log(Trace|Debug|Information|Warning|Error|Critical)\(",
            "use [LoggerMessage]",
            "log.LogError(e);"),
        new("regions", @"^\s*#region\b", "split the file", "    #region Private") { In = ["src/", "tests/", "perf/"] },
        new("silenced analyzers", @"#pragma warning disable (?!.*// \w)", "say why behind it", "#pragma warning disable CA1000")
        {
            In = ["src/", "tests/", "perf/"],
            ReadsComments = true,
        },
        new("loose ends", @"\b(TODO|FIXME|HACK)\b(?!.*#\d)", "name an issue: #12", "// TODO later")
        {
            In = ["src/", "tests/", "perf/"],
            ReadsComments = true,
        },
        new("code in comments", @"^\s*//(?!/)(?!.*\. ).*[;{}]\s*$", "delete it; Git keeps it", "    // await SaveAsync();")
        {
            In = ["src/", "tests/", "perf/"],
            ReadsComments = true,
        },
        new("long lines", "^.{141,}$", "140 characters at most", new string('x', 141))
        {
            In = ["src/", "tests/", "perf/"],
            ReadsComments = true,
        },
        new(
            "names that say nothing",
            @"\b(class|record|struct|interface|enum)\s+\w*?(Manager|Helper|Utils?|Utilities|Common|Base|Dto)(?=[A-Z]|\b)",
            "say the domain word",
            "internal sealed class CommentManager")
        {
            In = ["src/", "tests/", "perf/"],
        },
    ];

    public static TheoryData<string> Names => [.. Rules.Select(rule => rule.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_code_keeps_the_rule(string name)
    {
        var rule = Rules.Single(rule => rule.Name == name);

        Breaches.MustBeNone(SourceTree.Code.Concat(SourceTree.Tests)
            .Where(file => file.Path != ThisFile && rule.AppliesTo(file.Path))
            .SelectMany(rule.Breaches));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_rule_catches_what_it_forbids(string name)
    {
        var rule = Rules.Single(rule => rule.Name == name);

        Assert.True(rule.Catches(rule.Sample));
    }

    [Fact]
    public void The_rules_see_the_code() => Assert.True(SourceTree.Code.Count > 30, $"{SourceTree.Code.Count} files in {SourceTree.Root}");
}
