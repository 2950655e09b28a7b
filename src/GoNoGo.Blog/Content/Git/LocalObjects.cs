using LibGit2Sharp;

namespace GoNoGo.Blog.Content.Git;

/// <summary>
/// Copies the objects of a repository on this machine as they lie there, as <c>git clone --local</c> does: what libgit2 would do instead,
/// finding out which parts of ten thousand texts are alike to pack them, takes ten times as long.
/// </summary>
internal static class LocalObjects
{
    private const long MaximumBytes = 4L * 1024 * 1024 * 1024;
    private const string PackFolder = "pack";

    /// <summary>Copies into an empty repository whatever is there; a fetch afterwards brings what is missing.</summary>
    /// <param name="location">The repository that is copied.</param>
    /// <param name="targetPath">A bare repository without objects. It has none afterwards either where anything was in the way.</param>
    /// <param name="cancellationToken">Ends the copying.</param>
    public static void TryCopy(string location, string targetPath, CancellationToken cancellationToken)
    {
        var target = Path.Combine(targetPath, "objects");
        try
        {
            using var repository = Repositories.Open(location);
            var source = Path.Combine(repository.Info.Path, "objects");
            if (!Directory.Exists(source) || !HasAll(repository.Info.Path, source))
            {
                return; // A working tree that shares them with another, or what the fetch has to judge.
            }

            var copied = 0L;
            foreach (var (from, to) in Files(source, target))
            {
                cancellationToken.ThrowIfCancellationRequested();
                copied += from.Length;
                if (copied > MaximumBytes)
                {
                    throw new IOException("The repository is larger than what is fetched.");
                }

                Directory.CreateDirectory(Path.GetDirectoryName(to)!); // It lies in a folder.
                from.CopyTo(to);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or LibGit2SharpException)
        {
            // Somebody packs it just now, or it cannot be read: the fetch finds out. Half of a history must not look like all of it.
            GitMirror.DeleteFolder(target);
            Directory.CreateDirectory(Path.Combine(target, PackFolder));
            Directory.CreateDirectory(Path.Combine(target, "info"));
        }
    }

    /// <summary>Whether a repository borrows no objects, and was neither cut off nor left to be completed later.</summary>
    private static bool HasAll(string repository, string objects) =>
        !File.Exists(Path.Combine(objects, "info", "alternates"))
        && !File.Exists(Path.Combine(repository, "shallow"))
        && !Directory.EnumerateFiles(objects, "*.promisor", SearchOption.AllDirectories).Any();

    /// <summary>
    /// Loose ones first: whatever is packed meanwhile is found among the packs, and a pack that goes while they are copied is an error.
    /// </summary>
    private static IEnumerable<(FileInfo From, string To)> Files(string source, string target)
    {
        var loose = Directory.EnumerateDirectories(source)
            .Where(folder => Path.GetFileName(folder) is { Length: 2 } name && name.All(char.IsAsciiHexDigit))
            .SelectMany(Directory.EnumerateFiles)
            .Where(file => Path.GetFileName(file).All(char.IsAsciiHexDigit));
        foreach (var file in loose)
        {
            yield return (Regular(file), Path.Combine(target, Path.GetRelativePath(source, file)));
        }

        var packs = Path.Combine(source, PackFolder);
        foreach (var file in Directory.Exists(packs) ? Directory.EnumerateFiles(packs) : [])
        {
            if (Path.GetExtension(file) is ".pack" or ".idx" && !Path.GetFileName(file).StartsWith("tmp_", StringComparison.Ordinal))
            {
                yield return (Regular(file), Path.Combine(target, PackFolder, Path.GetFileName(file)));
            }
        }
    }

    private static FileInfo Regular(string path) => new FileInfo(path) is { LinkTarget: null } file
        ? file
        : throw new IOException("A link among the objects is not followed.");
}
