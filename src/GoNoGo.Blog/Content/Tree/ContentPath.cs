using System.Text;
using GoNoGo.Platform;

namespace GoNoGo.Blog.Content.Tree;

/// <summary>Questions to a path in a repository, whose separator is a slash on every system.</summary>
internal static class ContentPath
{
    public static bool IsBelow(string path, string folder) =>
        folder.Length == 0
            || (path.Length > folder.Length && path[folder.Length] == '/' && path.StartsWith(folder, StringComparison.Ordinal));

    public static bool IsSameOrBelow(string path, string folder) => path == folder || IsBelow(path, folder);

    public static string FolderOf(string path) => path.LastIndexOf('/') is var slash and > 0 ? path[..slash] : "";

    public static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    public static string StemOf(string path) => Path.GetFileNameWithoutExtension(NameOf(path));

    public static bool IsMarkdown(string path) => Extension(path) is ".md" or ".markdown";

    public static bool IsMdx(string path) => Extension(path) is ".mdx";

    public static bool IsIndex(string path) => StemOf(path).Equals("index", StringComparison.OrdinalIgnoreCase);

    /// <summary>False for what a file system or a URL could read as something else. U+FFFD stands for bytes that are no UTF-8.</summary>
    public static bool IsSafeName(string name) =>
        name is not ("" or "." or "..") && !name.Any(character => character is '/' or '\\' or '\uFFFD' || char.IsControl(character));

    /// <summary>Two paths of one fold are the same file on some systems and in some browsers.</summary>
    public static string Fold(string path) => path.Normalized(NormalizationForm.FormC).ToLowerInvariant();

    /// <summary>Resolves a relative reference; null where it leads out of the repository.</summary>
    public static string? Combine(string folder, string reference)
    {
        var segments = new List<string>(folder.Length == 0 ? [] : folder.Split('/'));
        foreach (var segment in reference.Split('/'))
        {
            if (segment == ".." && segments.Count == 0)
            {
                return null;
            }
            else if (segment == "..")
            {
                segments.RemoveAt(segments.Count - 1);
            }
            else if (segment is not ("" or "."))
            {
                segments.Add(segment);
            }
        }

        return string.Join('/', segments);
    }

    private static string Extension(string path) => Path.GetExtension(path).ToLowerInvariant();
}
