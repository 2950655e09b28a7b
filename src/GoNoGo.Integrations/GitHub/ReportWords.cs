using System.Globalization;
using GoNoGo.Blog.Content;
using GoNoGo.Integrations.CodeHosting;

namespace GoNoGo.Integrations.GitHub;

/// <summary>The words in which a commit is told what the check found.</summary>
internal static class ReportWords
{
    // GitHub cuts nothing and refuses what is longer.
    private const int LongestLine = 140;

    /// <summary>The one line that a commit status has: the sum, and as much of the first problem as there is room for.</summary>
    public static string Line(CommitReport report) => Cut(
        report.Problems.Count == 0 ? Sum(report) : $"{Sum(report)} {Place(report.Problems[0])}: {report.Problems[0].Message}", LongestLine);

    /// <summary>How many files would not be published, or that all is well.</summary>
    public static string Sum(CommitReport report)
    {
        if (report.Unreadable is { } reason)
        {
            return reason;
        }

        var refused = report.Problems.Where(problem => problem.Severity is ContentProblemSeverity.Refused)
            .DistinctBy(problem => problem.Path).Count();
        var warnings = report.Problems.Count(problem => problem.Severity is ContentProblemSeverity.Warning);
        return (refused, warnings) switch
        {
            (0, 0) => string.Create(CultureInfo.InvariantCulture, $"{report.Check?.Posts ?? 0} posts, no problem."),
            (0, _) => $"{Count(warnings, "warning")}.",
            (_, 0) => $"{Count(refused, "file")} refused.",
            _ => $"{Count(refused, "file")} refused, {Count(warnings, "warning")}.",
        };
    }

    /// <summary>File and line.</summary>
    public static string Place(ContentProblem problem) => problem.Line > 0
        ? string.Create(CultureInfo.InvariantCulture, $"{problem.Path}:{problem.Line}")
        : problem.Path;

    public static string Cut(string text, int longest) => text.Length <= longest ? text : text[..(longest - 1)] + "…";

    private static string Count(int count, string word) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {word}{(count == 1 ? "" : "s")}");
}
