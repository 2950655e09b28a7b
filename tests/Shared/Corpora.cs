namespace GoNoGo.Testing;

/// <summary>Real data that nobody here wrote; no part of the project. A test that needs what is not there is skipped by name.</summary>
internal static class Corpora
{
    /// <summary>The file or folder of that name.</summary>
    /// <param name="name">Such as <c>blogs/18f</c>.</param>
    public static string Find(string name)
    {
        var path = Path.Combine(Folder(), name);
        Assert.SkipUnless(Path.Exists(path), $"'{name}' is not among the corpora.");
        return path;
    }

    private static string Folder()
    {
        if (Environment.GetEnvironmentVariable("GONOGO_CORPORA") is { Length: > 0 } configured)
        {
            return configured;
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "corpora");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        Assert.Skip("There is no folder shared/corpora above the tests and GONOGO_CORPORA is not set.");
        return "";
    }
}
