using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace GoNoGo.Web.Cli;

/// <summary>A command whose help ends with an example.</summary>
internal sealed class ExampleCommand(string name, string description, string example) : Command(name, description)
{
    public string Example => example;
}

/// <summary>The usual help with an example under it.</summary>
internal sealed class ExampleHelp(HelpAction help, string rootExample) : SynchronousCommandLineAction
{
    public static void AddTo(RootCommand root, string rootExample)
    {
        var option = root.Options.OfType<HelpOption>().Single();
        option.Action = new ExampleHelp((HelpAction)option.Action!, rootExample); // Every help option is made with its action.
    }

    public override int Invoke(ParseResult parseResult)
    {
        var exitCode = help.Invoke(parseResult);
        var example = (parseResult.CommandResult.Command as ExampleCommand)?.Example ?? rootExample;
        parseResult.InvocationConfiguration.Output.WriteLine($"Example:\n  {example}");
        return exitCode;
    }
}
