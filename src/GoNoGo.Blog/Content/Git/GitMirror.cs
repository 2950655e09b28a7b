using GoNoGo.Platform.Results;
using LibGit2Sharp;

namespace GoNoGo.Blog.Content.Git;

/// <summary>
/// A bare copy of the content repository in the data folder. It belongs to one address: another address gets a fresh copy,
/// fetched aside and put in its place only when it holds the branch, so that two histories never mix.
/// </summary>
internal sealed class GitMirror : IDisposable
{
    public const string FetchedReference = "refs/gonogo/fetched";
    public const string ServedReference = "refs/gonogo/served";
    public const string RemoteName = "content";

    // Not the remote's URL, which Git rewrites where its configuration has an insteadOf.
    private const string AddressKey = "gonogo.repository";

    private readonly string path;
    private RepositoryPool repositories;

    public GitMirror(string path)
    {
        this.path = Path.GetFullPath(path);
        if (!Directory.Exists(this.path) && Directory.Exists(FormerPath))
        {
            // A crash between the two moves of PutInPlace left the mirror under its other name.
            Directory.Move(FormerPath, this.path);
        }

        repositories = new RepositoryPool(this.path);
    }

    public RepositoryPool Repositories => Volatile.Read(ref repositories);

    /// <summary>The commit that was served last, also by an earlier run; null where there is none that can be read.</summary>
    public string? ServedCommit => !Exists ? null : Repositories.Use(repository => repository.Lookup<Commit>(ServedReference)?.Sha);

    private string NextPath => path + ".next";

    private string FormerPath => path + ".former";

    private bool Exists => Git.Repositories.Exists(path);

    public static string PathIn(string dataPath) => Path.Combine(dataPath, "mirror");

    public static string RefSpec(string branch) => $"+refs/heads/{branch}:{FetchedReference}";

    /// <summary>Fetches the branch; the commit is readable through <see cref="Repositories"/> when this returns.</summary>
    public async Task<Result<string>> FetchAsync(
        IRemoteFetch remote, RepositoryAddress address, string branch, CancellationToken cancellationToken)
    {
        if (!Reference.IsValidName("refs/heads/" + branch))
        {
            return FetchErrors.BranchGone(branch);
        }

        if (BelongsTo(address))
        {
            return await remote.FetchAsync(path, address, branch, cancellationToken);
        }

        CreateAside(address, branch);
        if (address.Transport is RepositoryTransport.Local)
        {
            await Task.Run(() => LocalObjects.TryCopy(address.Location, NextPath, cancellationToken), cancellationToken);
        }

        var fetched = await remote.FetchAsync(NextPath, address, branch, cancellationToken);
        if (fetched.Succeeded(out _, out _))
        {
            PutInPlace();
        }

        return fetched;
    }

    public void MarkServed(string commit) => Repositories.Use(repository => repository.Refs.Add(
        ServedReference, new ObjectId(commit), allowOverwrite: true));

    public void Dispose() => repositories.Dispose();

    /// <summary>Whether this mirror holds what was fetched from an address.</summary>
    public bool BelongsTo(RepositoryAddress address) =>
        Exists
            && Repositories.Use(repository => repository.Config.Get<string>(AddressKey, ConfigurationLevel.Local)?.Value)
                == address.Location;

    private void CreateAside(RepositoryAddress address, string branch)
    {
        DeleteFolder(NextPath);
        Git.Repositories.CreateBare(NextPath);
        using var repository = Git.Repositories.Open(NextPath);
        repository.Config.Set(AddressKey, address.Location, ConfigurationLevel.Local);
        repository.Network.Remotes.Add(RemoteName, address.Location, RefSpec(branch));
    }

    private void PutInPlace()
    {
        DeleteFolder(FormerPath);
        if (Directory.Exists(path))
        {
            Directory.Move(path, FormerPath);
        }

        Directory.Move(NextPath, path);
        Interlocked.Exchange(ref repositories, new RepositoryPool(path)).Dispose();
        DeleteFolder(FormerPath);
    }

    /// <summary>Deletes a folder with all that is in it, if it is there.</summary>
    public static void DeleteFolder(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        // Git writes its packs read-only, which some systems refuse to delete.
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            File.SetAttributes(file, FileAttributes.Normal);
        }

        Directory.Delete(folder, recursive: true);
    }
}
