using GoNoGo.Platform.Results;
using LibGit2Sharp;

namespace GoNoGo.Blog.Content.Git;

/// <summary>Tags over HTTPS inside this process, with the token that the mirror is fetched with.</summary>
internal sealed class LibGitTags(string? token) : IRemoteTags
{
    public Task<OutboundOutcome> PushAsync(
        string mirrorPath, RepositoryAddress address, string tag, CancellationToken cancellationToken) =>
        OnOwnThread<OutboundOutcome>(() => Push(mirrorPath, address, tag), cancellationToken);

    public Task<string?> FetchAsync(string mirrorPath, RepositoryAddress address, CancellationToken cancellationToken) =>
        OnOwnThread(() => Fetch(mirrorPath, address, cancellationToken), cancellationToken);

    private OutboundOutcome Push(string mirrorPath, RepositoryAddress address, string tag)
    {
        try
        {
            using var mirror = Repositories.Open(mirrorPath);
            var isRefused = false;
            var options = new PushOptions
            {
                CredentialsProvider = new GitToken(token, address).Answer,
                OnPushStatusError = _ => isRefused = true,
            };
            mirror.Network.Push(mirror.Network.Remotes[GitMirror.RemoteName], $"refs/tags/{tag}:refs/tags/{tag}", options);
            return isRefused ? new OutboundOutcome.PermanentFailure("push_refused") : new OutboundOutcome.Delivered();
        }
        catch (Exception exception) when (exception is LibGit2SharpException or HttpRequestException or IOException)
        {
            return new OutboundOutcome.TransientFailure(exception.GetType().Name);
        }
    }

    private string? Fetch(string mirrorPath, RepositoryAddress address, CancellationToken cancellationToken)
    {
        try
        {
            using var mirror = Repositories.Open(mirrorPath);
            foreach (var former in mirror.Refs.FromGlob(GitTagAnchor.FetchedPrefix + "*").ToList())
            {
                mirror.Refs.Remove(former);
            }

            var options = new FetchOptions
            {
                TagFetchMode = TagFetchMode.None,
                CredentialsProvider = new GitToken(token, address).Answer,
                OnTransferProgress = _ => !cancellationToken.IsCancellationRequested,
            };
            mirror.Network.Fetch(address.Location, [GitTagAnchor.RefSpec], options);
            return null;
        }
        catch (Exception exception) when (exception is LibGit2SharpException or HttpRequestException or IOException)
        {
            return exception.Message;
        }
    }

    // libgit2 blocks; a thread of its own keeps a slow remote away from the thread pool.
    private static Task<T> OnOwnThread<T>(Func<T> work, CancellationToken cancellationToken) =>
        Task.Factory.StartNew(work, cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
