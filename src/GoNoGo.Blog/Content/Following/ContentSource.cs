using GoNoGo.Blog.Content.Git;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Results;
using LibGit2Sharp;

namespace GoNoGo.Blog.Content.Following;

/// <summary>The configured repository: asks the right kind of remote, within a time limit, one question at a time.</summary>
internal sealed class ContentSource(GitMirror mirror, IReadOnlyDictionary<RepositoryTransport, IRemoteFetch> remotes, TimeProvider clock)
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(10);

    private Task<Result<string>>? running;

    public async Task<Result<string>> FetchAsync(RepositoryAddress address, string branch, CancellationToken cancellationToken)
    {
        OutboundCalls.ThrowIfInUnitOfWork("git fetch");

        // A remote that hangs inside libgit2 cannot be interrupted; until it lets go, a second fetch would write beside it.
        if (running is { IsCompleted: false })
        {
            return FetchErrors.StillRunning;
        }

        using var limit = new CancellationTokenSource(TimeLimit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            running = mirror.FetchAsync(remotes[address.Transport], address, branch, either.Token);
            return await running.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return FetchErrors.TimedOut(TimeLimit);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or LibGit2SharpException)
        {
            return new ContentUnavailable("mirror_not_writable", $"The mirror in the data folder cannot be written: {exception.Message}");
        }
    }
}
