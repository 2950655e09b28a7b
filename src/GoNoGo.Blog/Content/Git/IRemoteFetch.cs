using GoNoGo.Platform.Results;

namespace GoNoGo.Blog.Content.Git;

/// <summary>Brings one branch of a remote repository into a mirror; the process ends here.</summary>
internal interface IRemoteFetch
{
    /// <summary>Fetches into <see cref="GitMirror.FetchedReference"/> and returns the commit's id.</summary>
    Task<Result<string>> FetchAsync(string mirrorPath, RepositoryAddress address, string branch, CancellationToken cancellationToken);

    /// <summary>Fetches what one ref points to, bounded in size, and returns the commit's id.</summary>
    Task<Result<string>> FetchHeadAsync(
        string repositoryPath, RepositoryAddress address, string reference, CancellationToken cancellationToken);
}
