using GoNoGo.Platform.Results;
using LibGit2Sharp;

namespace GoNoGo.Blog.Content.Git;

/// <summary>Fetches from a path or over HTTPS inside this process. No tags, no submodules, no checkout.</summary>
internal sealed class LibGitFetch(string? token) : IRemoteFetch
{
    private const long MaximumBytes = 4L * 1024 * 1024 * 1024;
    private const long MaximumHeadBytes = 256L * 1024 * 1024;

    public Task<Result<string>> FetchAsync(
        string mirrorPath, RepositoryAddress address, string branch, CancellationToken cancellationToken) =>
        // libgit2 blocks; a thread of its own keeps a slow remote away from the thread pool.
        Task.Factory.StartNew(
            () => Fetch(mirrorPath, address, branch, cancellationToken),
            cancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);

    public Task<Result<string>> FetchHeadAsync(
        string repositoryPath, RepositoryAddress address, string reference, CancellationToken cancellationToken) =>
        Task.Factory.StartNew(
            () => FetchHead(repositoryPath, address, reference, cancellationToken),
            cancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);

    private Result<string> FetchHead(
        string repositoryPath, RepositoryAddress address, string reference, CancellationToken cancellationToken)
    {
        try
        {
            using var repository = Repositories.Open(repositoryPath);
            var options = Options(address, MaximumHeadBytes, cancellationToken);
            var refSpec = $"+{reference}:{GitMirror.FetchedReference}";
            repository.Network.Remotes.Add(GitMirror.RemoteName, address.Location, refSpec);
            Commands.Fetch(repository, GitMirror.RemoteName, [refSpec], options, logMessage: null);
            return repository.Lookup<Commit>(GitMirror.FetchedReference)?.Sha is { } commit ? commit : FetchErrors.NoReference(reference);
        }
        catch (UserCancelledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return FetchErrors.HeadTooLarge;
        }
        catch (Exception exception) when (exception is LibGit2SharpException or HttpRequestException or IOException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return FetchErrors.From(address, exception);
        }
    }

    private Result<string> Fetch(string mirrorPath, RepositoryAddress address, string branch, CancellationToken cancellationToken)
    {
        try
        {
            using var mirror = Repositories.Open(mirrorPath);
            var heads = mirror.Network.ListReferences(address.Location, new GitToken(token, address).Answer)
                .Where(reference => reference.CanonicalName.StartsWith("refs/heads/", StringComparison.Ordinal))
                .ToDictionary(reference => reference.CanonicalName["refs/heads/".Length..], reference => reference.TargetIdentifier);
            if (!heads.TryGetValue(branch, out var wanted))
            {
                return heads.Count == 0 ? FetchErrors.Empty : FetchErrors.NoBranch(branch, heads.Keys);
            }

            if (mirror.Refs[GitMirror.FetchedReference]?.TargetIdentifier != wanted)
            {
                Follow(mirror, GitMirror.RefSpec(branch));
                var options = Options(address, MaximumBytes, cancellationToken);
                Commands.Fetch(mirror, GitMirror.RemoteName, [GitMirror.RefSpec(branch)], options, logMessage: null);
            }

            return mirror.Lookup<Commit>(GitMirror.FetchedReference)?.Sha is { } commit ? commit : FetchErrors.NotACommit(branch);
        }
        catch (UserCancelledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return FetchErrors.TooLarge;
        }
        catch (Exception exception) when (exception is LibGit2SharpException or HttpRequestException or IOException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return FetchErrors.From(address, exception);
        }
    }

    /// <summary>Sets the remote's own refspec, where it is another: libgit2 updates by it beside the one it is given.</summary>
    private static void Follow(Repository mirror, string refSpec)
    {
        var known = mirror.Network.Remotes[GitMirror.RemoteName]?.FetchRefSpecs.Select(one => one.Specification) ?? [];
        if (!known.SequenceEqual([refSpec], StringComparer.Ordinal))
        {
            mirror.Network.Remotes.Update(GitMirror.RemoteName, remote => remote.FetchRefSpecs = [refSpec]);
        }
    }

    private FetchOptions Options(RepositoryAddress address, long maximumBytes, CancellationToken cancellationToken) => new()
    {
        TagFetchMode = TagFetchMode.None,
        Prune = false,
        CredentialsProvider = new GitToken(token, address).Answer,
        OnTransferProgress = progress => !cancellationToken.IsCancellationRequested && progress.ReceivedBytes <= maximumBytes,
    };
}
