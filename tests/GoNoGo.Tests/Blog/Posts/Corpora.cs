using System.Text;
using GoNoGo.Blog.Posts;

namespace GoNoGo.Tests.Blog.Posts;

/// <summary>The real blogs that the reader is measured against; they are no part of the project.</summary>
internal static class Corpora
{
    public static IReadOnlyList<SourceFile> Blog(string name)
    {
        var root = Path.Combine(Find(), "blogs", name);
        Assert.SkipUnless(Directory.Exists(root), $"The blog '{name}' is not among the corpora.");
        var files = Directory.EnumerateFiles(Path.Combine(root, "content"), "*.md", SearchOption.AllDirectories)
            .Where(file => !Path.GetFileName(file).StartsWith('_'))
            .Order(StringComparer.Ordinal);
        return [.. files.Select(file => new SourceFile(Path.GetRelativePath(root, file), "0", File.ReadAllBytes(file)))];
    }

    /// <summary>The file as text, read by none of our own code.</summary>
    public static string TextOf(SourceFile file) => Encoding.UTF8.GetString(file.Bytes.Span);

    private static string Find()
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
