using System.CommandLine;
using System.CommandLine.Invocation;

namespace GoNoGo.Web.Cli;

/// <summary>The program's command line: which commands there are, and what a mistake in writing one answers.</summary>
internal static class CommandLine
{
    /// <summary>Runs one command line.</summary>
    /// <param name="arguments">Without the program's name.</param>
    /// <param name="clock">The time that everything in the program sees.</param>
    /// <param name="output">Takes data.</param>
    /// <param name="error">Takes what went wrong.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] arguments, TimeProvider clock, TextWriter output, TextWriter error)
    {
        var parsed = Describe(clock).Parse(arguments);

        // The host listens to SIGINT and SIGTERM itself; a second listener would end the process before it has drained.
        var configuration = new InvocationConfiguration { Output = output, Error = error, ProcessTerminationTimeout = null };
        var exitCode = await parsed.InvokeAsync(configuration);
        return parsed.Action is ParseErrorAction ? ExitCode.Usage : exitCode;
    }

    private static RootCommand Describe(TimeProvider clock)
    {
        var options = new SettingOptions();
        var root = new RootCommand("GoNoGo, a blog server that one person can run and no reader needs to fear.")
        {
            ServeCommand.Describe(options, clock),
            CheckCommand.Describe(options),
            DraftCommand.Describe(options, clock),
            CommentCommand.Describe(options, clock),
            AuditCommand.Describe(options, clock),
            EventsCommand.Describe(options, clock),
            MailCommand.Describe(options, clock),
            WebhookCommand.Describe(options, clock),
            DeployCommand.Describe(options, clock),
            MetricsCommand.Describe(options, clock),
            DoctorCommand.Describe(options, clock),
            UserCommand.Describe(options, clock),
            PrivacyCommand.Describe(options, clock),
            RetentionCommand.Describe(options, clock),
            BackupCommand.Describe(options, clock),
            RestoreCommand.Describe(options, clock),
            DatabaseCommand.Describe(options, clock),
            ExportCommand.Describe(options, clock),
            ImportCommand.Describe(options, clock),
        };
        options.AddTo(root);
        ExampleHelp.AddTo(root, "gonogo serve");
        return root;
    }
}
