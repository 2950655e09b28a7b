using LibGit2Sharp;

namespace GoNoGo.Blog.Content.Git;

/// <summary>The one door to libgit2, so that its process-wide settings are made before its first use.</summary>
internal static class Repositories
{
    // The operator names the repository on purpose, and nothing of it is ever run or checked out: that another user owns
    // it (a shared folder, a mounted volume) is no danger here.
    static Repositories() => GlobalSettings.SetOwnerValidation(false);

    public static Repository Open(string path) => new(path);

    public static bool Exists(string path) => Directory.Exists(path) && Repository.IsValid(path);

    public static string? WorkingTreeAround(string path)
    {
        if (Repository.Discover(path) is not { } found)
        {
            return null;
        }

        using var repository = Open(found);
        return repository.Info.WorkingDirectory is { } root ? Path.TrimEndingDirectorySeparator(root) : null;
    }

    /// <summary>The names of what a repository offers, wherever it is.</summary>
    public static IReadOnlyList<string> ReferencesOf(string address, GitToken token) =>
        [.. Repository.ListRemoteReferences(address, token.Answer).Select(reference => reference.CanonicalName)];

    public static void CreateBare(string path) => Repository.Init(path, isBare: true);

    /// <summary>Sets a repository up at a path, on a branch of that name, whatever the machine's own default is.</summary>
    public static Repository Create(string path, string branch)
    {
        Repository.Init(path);
        var repository = Open(path);
        repository.Refs.UpdateTarget("HEAD", "refs/heads/" + branch);
        return repository;
    }
}
