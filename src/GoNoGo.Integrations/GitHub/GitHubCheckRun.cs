using System.Net;
using System.Text;
using GoNoGo.Blog.Content;
using GoNoGo.Integrations.CodeHosting;
using Octokit;

namespace GoNoGo.Integrations.GitHub;

/// <summary>A check with a mark at the line of each problem, which only an App may make. GitHub takes fifty marks at a time.</summary>
internal sealed class GitHubCheckRun(Connection api, Func<string, Uri> address)
{
    private const int MostAtOnce = 50;
    private const int MostMarks = 500;
    private const int LongestSummary = 60_000;
    private const int LongestMessage = 4_000;

    public async Task<HttpStatusCode> SendAsync(CommitReport report, CancellationToken cancellationToken)
    {
        var marks = report.Problems.Take(MostMarks).Select(Mark).Chunk(MostAtOnce).ToList();
        var body = Body(report, marks.FirstOrDefault() ?? []);
        body["name"] = GitHubHost.Context;
        body["head_sha"] = report.Commit;
        var made = await api.Post<MadeCheckRun>(
            address("/check-runs"),
            body,
            GitHubHost.Accepted,
            GitHubHost.Json,
            new Dictionary<string, string>(StringComparer.Ordinal),
            cancellationToken);
        var status = made.HttpResponse.StatusCode;
        foreach (var more in marks.Skip(1))
        {
            status = (await api.Patch<MadeCheckRun>(
                address(FormattableString.Invariant($"/check-runs/{made.Body.Id}")), Body(report, more)).WaitAsync(cancellationToken))
                .HttpResponse.StatusCode;
        }

        return status;
    }

    private static Dictionary<string, object> Body(CommitReport report, object[] marks) => new(StringComparer.Ordinal)
    {
        ["status"] = "completed",
        ["conclusion"] = report.IsRefused ? "failure" : report.Problems.Count > 0 ? "neutral" : "success",
        ["output"] = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["title"] = ReportWords.Cut(ReportWords.Sum(report), 200),
            ["summary"] = Summary(report),
            ["annotations"] = marks,
        },
    };

    // A problem without a line stands at the first.
    private static object Mark(ContentProblem problem) => new Dictionary<string, object>(StringComparer.Ordinal)
    {
        ["path"] = problem.Path,
        ["start_line"] = Math.Max(problem.Line, 1),
        ["end_line"] = Math.Max(problem.Line, 1),
        ["annotation_level"] = problem.Severity is ContentProblemSeverity.Refused ? "failure" : "warning",
        ["title"] = problem.Code,
        ["message"] = ReportWords.Cut(problem.Message, LongestMessage),
    };

    private static string Summary(CommitReport report)
    {
        var text = new StringBuilder(ReportWords.Sum(report)).Append('\n');
        foreach (var problem in report.Problems)
        {
            var line = $"\n- {AsCode(ReportWords.Place(problem))} {AsCode(problem.Message)}";
            if (text.Length + line.Length > LongestSummary)
            {
                return text.Append("\n- …").ToString();
            }

            text.Append(line);
        }

        return text.ToString();
    }

    // Nothing of a file's name or content may be markup there.
    private static string AsCode(string text) => $"`{text.Replace('`', '\'').ReplaceLineEndings(" ")}`";

    /// <summary>Of a check, its id.</summary>
    internal sealed class MadeCheckRun
    {
        public long Id { get; set; }
    }
}
