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
    private const long MostBytes = 4 * LargestBytes;

    /// <summary>What a crash has left is deleted when it is older: somebody may be writing it.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    /// <summary>
    /// Writes one pack in place of many, if there are so many: the smallest. Not beside a fetch. Who has the repository open goes on
    /// reading: libgit2 looks for new packs where it misses an object, but keeps old ones open.
    /// </summary>
    /// <param name="repositoryPath">A bare repository.</param>
    /// <param name="now">By which is told what a crash has left long ago.</param>
    /// <returns>Whether the repository had better be opened anew.</returns>
    /// <exception cref="IOException">A file could not be written or deleted; nothing is lost.</exception>
    /// <exception cref="UnauthorizedAccessException">As before.</exception>
    /// <exception cref="LibGit2SharpException">A pack cannot be read; nothing is lost.</exception>
    public static bool TryGather(string repositoryPath, DateTimeOffset now)
    {
        var folder = Path.Combine(repositoryPath, "objects", "pack");
        if (!Directory.Exists(folder))
        {
            return false;
        }

        List<FileInfo> small = [.. SmallIn(folder)];
        if (small.Count < Enough)
        {
            return false;
        }

        DeleteAbandoned(repositoryPath, folder, now);
        List<string> smallest = [.. Smallest(small)];
        var written = Write(smallest, folder, AsideOf(repositoryPath, Path.GetRandomFileName()));
        foreach (var pack in smallest.Where(pack => pack != written))
        {
            File.Delete(IndexOf(pack)); // First: a pack without its index is nothing to anybody.
            File.Delete(pack);
        }

        return true;
    }

    private static string IndexOf(string pack) => Path.ChangeExtension(pack, ".idx");

    private static string AsideOf(string repositoryPath, string name) => $"{repositoryPath}.packs-{name}";

    private static IEnumerable<FileInfo> SmallIn(string folder) => new DirectoryInfo(folder).EnumerateFiles("pack-*.pack")
        .Where(pack => pack.Length <= LargestBytes && File.Exists(IndexOf(pack.FullName)));

    /// <summary>So many, and of so many bytes, that what it takes is bounded.</summary>
    private static IEnumerable<string> Smallest(List<FileInfo> packs)
    {
        var bytes = 0L;
        foreach (var pack in packs.OrderBy(pack => pack.Length).Take(Enough))
        {
            bytes += pack.Length;
            if (bytes > MostBytes)
            {
                yield break;
            }

            yield return pack.FullName;
        }
    }

    /// <summary>Packs without an index, and what was being gathered, of a process that was killed.</summary>
    private static void DeleteAbandoned(string repositoryPath, string folder, DateTimeOffset now)
    {
        var before = now.UtcDateTime - Abandoned;
        foreach (var pack in Directory.EnumerateFiles(folder, "pack-*.pack"))
        {
            if (!File.Exists(IndexOf(pack)) && File.GetLastWriteTimeUtc(pack) < before)
            {
                File.Delete(pack);
            }
        }

        var beside = Path.GetDirectoryName(repositoryPath)!; // It lies in a folder.
        foreach (var aside in Directory.EnumerateDirectories(beside, Path.GetFileName(AsideOf(repositoryPath, "*"))))
        {
            if (Directory.GetLastWriteTimeUtc(aside) < before)
            {
                GitMirror.DeleteFolder(aside);
            }
        }
    }

    /// <summary>In a repository that has nothing but these, so that all of its objects are theirs.</summary>
    private static string Write(List<string> packs, string folder, string aside)
    {
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
            MoveDurably(pack, target);
            MoveDurably(IndexOf(pack), IndexOf(target));
            return target;
        }
        finally
        {
            GitMirror.DeleteFolder(aside);
        }
    }

    /// <summary>What it replaces is deleted next: it must be on the disk by then.</summary>
    private static void MoveDurably(string from, string to)
    {
        File.SetAttributes(from, FileAttributes.Normal); // Git writes its packs read-only.
        using (var file = new FileStream(from, FileMode.Open, FileAccess.ReadWrite))
        {
            file.Flush(flushToDisk: true);
        }

        File.Move(from, to, overwrite: true);
    }
}
