using System.CommandLine;
using System.Text.Json;
using GoNoGo.Blog.Content;
using GoNoGo.Platform.Results;

namespace GoNoGo.Web.Cli;

/// <summary>
/// Looks for problems in the content: in the files at a path, or in the snapshot where the path is null. Content answers it.
/// </summary>
/// <param name="path">A repository or a plain folder; null for the configured content.</param>
/// <param name="progress">Told how many files of how many are done.</param>
/// <param name="cancellationToken">Ends the work.</param>
/// <returns>The problems in order of path and line, or why nothing could be read.</returns>
internal delegate Task<Result<IReadOnlyList<ContentProblem>>> FindContentProblems(
    string? path, IProgress<(int Done, int Total)> progress, CancellationToken cancellationToken);

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
            var find = services.GetRequiredService<FindContentProblems>();
            var found = await ProgressBar.ShowAsync("Reading", progress => find(parsed.GetValue(path), progress, cancellationToken));
            if (!found.Succeeded(out var problems, out var refusal))
            {
                return refusal;
            }

            var output = parsed.InvocationConfiguration.Output;
            await output.WriteAsync(parsed.GetValue(json) ? AsJson(problems) : AsText(problems));
            return problems.Any(Refuses) ? ExitCode.Failed : ExitCode.Done;
        }));
        return command;
    }

    private static string AsText(IReadOnlyList<ContentProblem> problems)
    {
        var refused = problems.Where(Refuses).DistinctBy(problem => problem.Path).Count();
        var warnings = problems.Count(problem => !Refuses(problem));
        var lines = problems.Select(problem =>
            $"{Printable.Line(problem.Path)}:{problem.Line}: {Word(problem)}: {Printable.Line(problem.Message)} [{problem.Code}]");
        return string.Join('\n', [.. lines, $"Files refused: {refused}. Warnings: {warnings}.", string.Empty]);
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
