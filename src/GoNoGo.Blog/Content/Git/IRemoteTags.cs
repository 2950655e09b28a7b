using GoNoGo.Platform.Results;

namespace GoNoGo.Blog.Content.Git;

/// <summary>Takes tags to a remote repository and brings them from there; the process ends here.</summary>
internal interface IRemoteTags
{
    /// <summary>Pushes one tag that the mirror has.</summary>
    Task<OutboundOutcome> PushAsync(string mirrorPath, RepositoryAddress address, string tag, CancellationToken cancellationToken);

    /// <summary>Brings the remote's tags of checkpoints under <see cref="GitTagAnchor.FetchedPrefix"/> and drops all others.</summary>
    /// <returns>Null, or why the remote cannot be read.</returns>
    Task<string?> FetchAsync(string mirrorPath, RepositoryAddress address, CancellationToken cancellationToken);
}
