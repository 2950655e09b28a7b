using Spectre.Console;

namespace GoNoGo.Web.Cli;

/// <summary>A bar on a terminal for what may last; nothing where standard error is a file or a pipe.</summary>
internal static class ProgressBar
{
    /// <summary>Runs the work and shows how far it is, on standard error, so that data on standard output stay clean.</summary>
    public static async Task<T> ShowAsync<T>(string what, Func<IProgress<(int Done, int Total)>, Task<T>> work)
    {
        if (Console.IsErrorRedirected)
        {
            return await work(new Reporter(_ => { }));
        }

        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await terminal.Progress().AutoClear(true).StartAsync(async context =>
        {
            var bar = context.AddTask(what);
            return await work(new Reporter(progress => bar.MaxValue(Math.Max(progress.Total, 1)).Value = progress.Done));
        });
    }

    // Progress<T> would post to the thread pool and could report after the end.
    private sealed class Reporter(Action<(int Done, int Total)> report) : IProgress<(int Done, int Total)>
    {
        public void Report((int Done, int Total) value) => report(value);
    }
}
