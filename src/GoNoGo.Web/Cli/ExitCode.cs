namespace GoNoGo.Web.Cli;

/// <summary>What every command tells the shell.</summary>
internal static class ExitCode
{
    /// <summary>Done, and nothing found that needs a person.</summary>
    public const int Done = 0;

    /// <summary>A problem was found, or the command failed.</summary>
    public const int Failed = 1;

    /// <summary>The command line could not be understood.</summary>
    public const int Usage = 2;
}
