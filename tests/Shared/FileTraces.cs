using System.Text;

namespace GoNoGo.Testing;

/// <summary>Where a text can still be found in the bytes of files.</summary>
public static class FileTraces
{
    /// <summary>The files under a folder that hold one of the texts, in UTF-8 or UTF-16, as <c>name: text</c>.</summary>
    public static IEnumerable<string> Of(string folder, params string[] texts)
    {
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories);
        foreach (var file in files.Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            foreach (var text in texts.Where(text =>
                bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0 || bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(text)) >= 0))
            {
                yield return $"{Path.GetFileName(file)}: {text}";
            }
        }
    }
}
