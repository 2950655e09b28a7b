using System.Text;

namespace GoNoGo.Web.Hosting;

/// <summary>
/// The address under which the blog of a data folder was served last, in a file there, and behind it those on which the server listened: a
/// command beside the server is told of the folder alone, and writes links that lead to it.
/// </summary>
internal static class ServedAddress
{
    private const string FileName = "served-at";
    private const int LongestFile = 4000;

    /// <summary>Keeps an address, and where the server listens.</summary>
    public static void Write(string dataPath, Uri address, IEnumerable<string> listening)
    {
        var path = Path.Combine(dataPath, FileName);
        try
        {
            // Put in place whole: a command may read it at any moment.
            File.WriteAllLines(path + ".new", listening.Prepend(address.AbsoluteUri), Encoding.ASCII);
            File.Move(path + ".new", path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // That keeps no blog down: commands go by the settings they get.
        }
    }

    /// <summary>The address that was kept, without a slash at the end; null where there is none that can be one.</summary>
    public static string? Read(string dataPath) =>
        Lines(dataPath) is [var first, ..]
        && Uri.TryCreate(first.Trim(), UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
            ? address.AbsoluteUri.TrimEnd('/')
            : null;

    /// <summary>Where the server listened last.</summary>
    public static IEnumerable<string> ReadListening(string dataPath) => Lines(dataPath).Skip(1);

    private static string[] Lines(string dataPath)
    {
        var file = new FileInfo(Path.Combine(dataPath, FileName));
        return file is { Exists: true, Length: < LongestFile } ? File.ReadAllLines(file.FullName) : [];
    }
}
