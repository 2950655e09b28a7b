using GoNoGo.Web.Cli;

namespace GoNoGo.Web.Tests;

/// <summary>A blog that nobody has served yet, for commands that make none.</summary>
internal static class EmptyBlog
{
    /// <summary>Makes it in a data folder, where there is none.</summary>
    public static async Task MakeAsync(string dataPath)
    {
        if (!Directory.Exists(dataPath))
        {
            var made = await CommandLine.RunAsync(
                ["privacy", "keys", "list", "--data", dataPath], TimeProvider.System, TextWriter.Null, TextWriter.Null);
            Assert.Equal(0, made);
        }
    }
}
