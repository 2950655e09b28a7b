using System.Text.RegularExpressions;

namespace GoNoGo.Tests.Architecture;

/// <summary>The files of the repository that this build was made from.</summary>
internal static partial class SourceTree
{
    private static readonly string[] NotOurs = ["artifacts", "bin", "obj", "data", "node_modules"];

    /// <summary>The repository's folder.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Every C# file under <c>src</c>, without generated migrations.</summary>
    public static IReadOnlyList<SourceFile> Code { get; } = [.. Files("src", "*.cs")];

    /// <summary>Every C# file of the tests and benchmarks.</summary>
    public static IReadOnlyList<SourceFile> Tests { get; } = [.. Files("tests", "*.cs"), .. Files("perf", "*.cs")];

    /// <summary>Files below a folder, by a pattern of their names.</summary>
    public static IEnumerable<SourceFile> Files(string folder, string pattern) =>
        from path in Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
        let relative = Path.GetRelativePath(Root, path).Replace('\\', '/')
        where !relative.Split('/').Any(part => NotOurs.Contains(part) || part.StartsWith('.')) && !Generated().IsMatch(relative)
        orderby relative
        select new SourceFile(relative, File.ReadAllLines(path));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "GoNoGo.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"GoNoGo.slnx stands in no folder above {AppContext.BaseDirectory}.");
    }

    [GeneratedRegex(@"/Migrations/|/CompiledModel/|\.Designer\.cs$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Generated();
}

/// <summary>A file with its lines.</summary>
/// <param name="Path">From the repository's folder, with forward slashes.</param>
/// <param name="Lines">Without their ends.</param>
internal sealed record SourceFile(string Path, IReadOnlyList<string> Lines)
{
    /// <summary>A breach in a line of this file.</summary>
    /// <param name="index">The line, from 0.</param>
    /// <param name="what">What is wrong.</param>
    public string Breach(int index, string what) => $"{Path}:{index + 1}: {what}";
}

/// <summary>Fails with every breach on a line of its own.</summary>
internal static class Breaches
{
    public static void MustBeNone(IEnumerable<string> breaches)
    {
        string[] found = [.. breaches];
        Assert.True(found.Length == 0, $"{found.Length} breaches:\n{string.Join('\n', found)}");
    }
}
