namespace GoNoGo.Web.Cli;

/// <summary>Asks before something is destroyed.</summary>
internal static class Agreement
{
    /// <summary>True only for a yes.</summary>
    public static async Task<bool> AsksAsync(TextWriter error, string question)
    {
        await error.WriteAsync($"{question} [y/N] ");
        return (await Console.In.ReadLineAsync())?.Trim() is "y" or "Y" or "yes";
    }
}
