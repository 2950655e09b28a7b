using LibGit2Sharp;

namespace GoNoGo.Blog.Content.Git;

/// <summary>
/// Gathers the small packs of a repository, of which each fetch leaves one: after years of pushes they would be thousands of files, each of
/// them open and looked through for every object.
/// </summary>
internal static class PackGathering
{
    /// <summary>So many are gathered into one.</summary>
    public const int Enough = 50;

    private const long LargestBytes = 8L * 1024 * 1024;

    /// <summary>
    /// Writes one pack in place of many, if there are so many. Not beside a fetch. Who has the repository open goes on reading: libgit2 looks
    /// for new packs where it misses an object, but keeps old ones open.
    /// </summary>
    /// <param name="repositoryPath">A bare repository.</param>
    /// <returns>Whether the repository had better be opened anew.</returns>
    /// <exception cref="IOException">A file could not be written or deleted; nothing is lost.</exception>
    /// <exception cref="UnauthorizedAccessException">As before.</exception>
    /// <exception cref="LibGit2SharpException">A pack cannot be read; nothing is lost.</exception>
    public static bool TryGather(string repositoryPath)
    {
        var folder = Path.Combine(repositoryPath, "objects", "pack");
        List<string> small = [.. SmallIn(folder)];
        if (small.Count < Enough)
        {
            return false;
        }

        var written = Write(small, folder, repositoryPath + ".packs");
        foreach (var pack in small.Where(pack => pack != written))
        {
            File.Delete(IndexOf(pack)); // First: a pack without its index is nothing to anybody.
            File.Delete(pack);
        }

        return true;
    }

    private static string IndexOf(string pack) => Path.ChangeExtension(pack, ".idx");

    private static IEnumerable<string> SmallIn(string folder) => Directory.EnumerateFiles(folder, "pack-*.pack")
        .Where(pack => File.Exists(IndexOf(pack)) && new FileInfo(pack).Length <= LargestBytes);

    /// <summary>In a repository that has nothing but these, so that all of its objects are theirs.</summary>
    private static string Write(List<string> packs, string folder, string aside)
    {
        GitMirror.DeleteFolder(aside); // A crash may have left it.
        try
        {
            Repositories.CreateBare(aside);
            foreach (var file in packs.SelectMany(pack => new[] { pack, IndexOf(pack) }))
            {
                File.Copy(file, Path.Combine(aside, "objects", "pack", Path.GetFileName(file)));
            }

            var result = Directory.CreateDirectory(Path.Combine(aside, "result")).FullName;
            using (var repository = Repositories.Open(aside))
            {
                repository.ObjectDatabase.Pack(new PackBuilderOptions(result) { MaximumNumberOfThreads = 1 });
            }

            var pack = Directory.GetFiles(result, "*.pack").Single();
            var target = Path.Combine(folder, Path.GetFileName(pack));
            File.Move(pack, target, overwrite: true);
            File.Move(IndexOf(pack), IndexOf(target), overwrite: true);
            return target;
        }
        finally
        {
            GitMirror.DeleteFolder(aside);
        }
    }
}
