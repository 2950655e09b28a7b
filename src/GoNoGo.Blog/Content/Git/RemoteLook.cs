using GoNoGo.Platform.Results;
using LibGit2Sharp;

namespace GoNoGo.Blog.Content.Git;

/// <summary>Asks a repository for its branches, as a fetch begins, and fetches nothing.</summary>
internal sealed class RemoteLook(string? token, string sshCommand = SshGit.DefaultSshCommand)
{
    private const string Heads = "refs/heads/";

    /// <summary>Why the branch could not be fetched; null where it could.</summary>
    public async Task<Error?> FindFaultAsync(RepositoryAddress address, string branch, CancellationToken cancellationToken) =>
        address.Transport is RepositoryTransport.Ssh
            ? await AskSshAsync(address, branch, cancellationToken)

            // libgit2 blocks, also where nobody waits any more.
            : await Task.Factory.StartNew(
                () => Ask(address, branch), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private ContentUnavailable? Ask(RepositoryAddress address, string branch)
    {
        try
        {
            // A token is for HTTPS alone; a path must never see it.
            var answer = new GitToken(address.Transport is RepositoryTransport.Http ? token : null, address);
            var heads = Repositories.ReferencesOf(address.Location, answer)
                .Where(name => name.StartsWith(Heads, StringComparison.Ordinal))
                .Select(name => name[Heads.Length..])
                .ToList();
            return heads.Contains(branch, StringComparer.Ordinal) ? null
                : heads.Count == 0 ? FetchErrors.Empty
                : FetchErrors.NoBranch(branch, heads);
        }
        catch (Exception exception) when (exception is LibGit2SharpException or HttpRequestException or IOException)
        {
            return FetchErrors.From(address, exception);
        }
    }

    private async Task<ContentUnavailable?> AskSshAsync(RepositoryAddress address, string branch, CancellationToken cancellationToken)
    {
        var run = await SshGit.RunAsync(
            sshCommand,
            Path.GetTempPath(),
            ["ls-remote", "--quiet", "--exit-code", "--heads", "--", address.Location, Heads + branch],
            cancellationToken);
        const int noSuchReference = 2;
        return run switch
        {
            null => FetchErrors.GitMissing,
            { ExitCode: 0 } => null,
            { ExitCode: noSuchReference } => FetchErrors.BranchGone(branch),
            _ => FetchErrors.Unreachable(address, run.Message),
        };
    }
}
