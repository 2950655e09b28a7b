using System.CommandLine;
using System.Text.Json;
using GoNoGo.Blog.Content;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Results;
using Microsoft.Extensions.Options;

namespace GoNoGo.Web.Cli;

/// <summary><c>gonogo check</c>: every problem of the content by file and line.</summary>
internal static class CheckCommand
{
    public static Command Describe(SettingOptions options, TimeProvider clock)
    {
        var path = new Argument<string?>("PATH")
        {
            Description = "A repository or a plain folder. Without it: the configured content as it is served",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var json = new Option<bool>("--json") { Description = "Print the problems as JSON" };
        var command = new ExampleCommand(
            "check",
            "Lists every problem of the posts and pages by file and line. Answers 1 if a file is refused; a warning refuses nothing.",
            "gonogo check ~/blog")
        {
            path,
            json,
        };
        command.SetAction((parsed, cancellationToken) => CommandScope.RunAsync(options, parsed, clock, async services =>
        {
            var checkedPath = parsed.GetValue(path);
            var found = await ProgressBar.ShowAsync("Reading", progress => CheckAsync(services, checkedPath, progress, cancellationToken));
            if (!found.Succeeded(out var report, out var refusal))
            {
                return refusal;
            }

            var output = parsed.InvocationConfiguration.Output;
            await output.WriteAsync(parsed.GetValue(json) ? AsJson(report.Problems) : AsText(report));
            return report.Problems.Any(Refuses) ? ExitCode.Failed : ExitCode.Done;
        }));
        return command;
    }

    private static Task<Result<ContentReport>> CheckAsync(
        IServiceProvider services, string? path, IProgress<(int Done, int Total)> progress, CancellationToken cancellationToken)
    {
        var folder = services.GetRequiredService<IOptions<ContentOptions>>().Value.Folder;
        return path is null
            ? ContentCheck.CheckServedAsync(services.GetRequiredService<IOptions<DataOptions>>().Value.Path, folder, progress, cancellationToken)
            : ContentCheck.CheckAsync(path, branch: null, folder, progress, cancellationToken);
    }

    private static string AsText(ContentReport report)
    {
        var problems = report.Problems;
        var refused = problems.Where(Refuses).DistinctBy(problem => problem.Path).Count();
        var warnings = problems.Count(problem => !Refuses(problem));
        var lines = problems.Select(problem =>
            $"{Printable.Line(problem.Path)}:{problem.Line}: {Word(problem)}: {Printable.Line(problem.Message)} [{problem.Code}]");
        return string.Join('\n', [.. lines, $"{report.Texts} files: {report.Posts} posts, {report.Pages} pages. Files refused: {refused}. Warnings: {warnings}.", string.Empty]);
    }

    private static string AsJson(IReadOnlyList<ContentProblem> problems) =>
        JsonSerializer.Serialize(
            new
            {
                Items = problems.Select(problem => new
                {
                    problem.Path,
                    problem.Line,
                    Severity = Word(problem),
                    problem.Code,
                    problem.Message,
                }),
                Next = (string?)null,
            },
            CommandJson.Options) + "\n";

    private static bool Refuses(ContentProblem problem) => problem.Severity is ContentProblemSeverity.Refused;

    private static string Word(ContentProblem problem) => Refuses(problem) ? "refused" : "warning";
}
