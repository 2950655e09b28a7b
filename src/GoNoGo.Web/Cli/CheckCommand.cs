using System.CommandLine;
using System.Text.Json;
using GoNoGo.Blog.Content;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Configuration;
using GoNoGo.Web.Hosting;

namespace GoNoGo.Web.Cli;

/// <summary><c>gonogo check</c>: every problem of the content by file and line.</summary>
internal static class CheckCommand
{
    public static Command Describe(SettingOptions options)
    {
        var path = new Argument<string?>("PATH")
        {
            Description = "A repository or a plain folder, checked as its files lie there. Without it: the content as it is served",
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
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            if (!options.Load(parsed).Succeeded(out var settings, out var refusal))
            {
                await error.WriteLineAsync(refusal.Message);
                return ExitCode.Failed;
            }

            var checkedPath = parsed.GetValue(path);
            var found = await ProgressBar.ShowAsync("Reading", progress => CheckAsync(settings, checkedPath, progress, cancellationToken));
            if (!found.Succeeded(out var report, out refusal))
            {
                await error.WriteLineAsync(refusal.Message);
                return ExitCode.Failed;
            }

            await output.WriteAsync(parsed.GetValue(json) ? AsJson(report.Problems) : AsText(report));
            return report.Problems.Any(Refuses) ? ExitCode.Failed : ExitCode.Done;
        });
        return command;
    }

    /// <summary>What is named; else what is served; before the first serving, what would be.</summary>
    private static async Task<Result<ContentReport>> CheckAsync(
        Settings settings, string? path, IProgress<(int Done, int Total)> progress, CancellationToken cancellationToken)
    {
        var content = settings.Get<ContentOptions>(ContentOptions.Section);
        if (path is not null)
        {
            return await ContentCheck.CheckAsync(path, content.Folder, progress, cancellationToken);
        }

        var data = settings.Get<DataOptions>(DataOptions.Section).Path;
        var served = await ContentCheck.CheckServedAsync(data, content.Folder, progress, cancellationToken);
        return served.Error?.Code == ContentCheck.NothingServed
            && content.Repository is { } repository
            && LocalContent.PathOf(repository) is { } local
            ? await ContentCheck.CheckAsync(local, content.Folder, progress, cancellationToken)
            : served;
    }

    private static string AsText(ContentReport report)
    {
        var problems = report.Problems;
        var refused = problems.Where(Refuses).DistinctBy(problem => problem.Path).Count();
        var warnings = problems.Count(problem => !Refuses(problem));
        var lines = problems.Select(problem =>
            $"{Printable.Line(problem.Path)}:{problem.Line}: {Word(problem)}: {Printable.Line(problem.Message)} [{problem.Code}]");
        var guess = report.GuessedFolder is { } folder
            ? [$"The posts were found in '{(folder.Length == 0 ? "." : folder)}'; serve them with --folder or posts in site.yaml."]
            : Array.Empty<string>();
        var sum = $"{report.Texts} files: {report.Posts} posts, {report.Pages} pages. Files refused: {refused}. Warnings: {warnings}.";
        return string.Join('\n', [.. lines, .. guess, sum, string.Empty]);
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
