using GoNoGo.Platform.Results;
using LibGit2Sharp;

namespace GoNoGo.Blog.Content.Git;

/// <summary>Fetches over SSH with the installed git, since libgit2 comes without it.</summary>
internal sealed class SshFetch(string sshCommand = SshGit.DefaultSshCommand) : IRemoteFetch
{
    public async Task<Result<string>> FetchAsync(
        string mirrorPath, RepositoryAddress address, string branch, CancellationToken cancellationToken)
    {
        var run = await RunAsync(mirrorPath, address, GitMirror.RefSpec(branch), cancellationToken);
        return run switch
        {
            null => FetchErrors.GitMissing,
            { ExitCode: 0 } => Fetched(mirrorPath, branch),
            _ => Refusal(address, branch, run.Message),
        };
    }

    public async Task<Result<string>> FetchHeadAsync(
        string repositoryPath, RepositoryAddress address, string reference, CancellationToken cancellationToken)
    {
        var run = await RunAsync(repositoryPath, address, $"+{reference}:{GitMirror.FetchedReference}", cancellationToken);
        return run switch
        {
            null => FetchErrors.GitMissing,
            { ExitCode: 0 } => Fetched(repositoryPath, reference),
            _ when run.Message.Contains("couldn't find remote ref", StringComparison.Ordinal) => FetchErrors.NoReference(reference),
            _ => FetchErrors.Unreachable(address, run.Message),
        };
    }

    private Task<SshGitRun?> RunAsync(
        string repositoryPath, RepositoryAddress address, string refSpec, CancellationToken cancellationToken) => SshGit.RunAsync(
            sshCommand,
            repositoryPath,
            [
                "-c", "fetch.fsckObjects=true",
                "-c", "fetch.unpackLimit=1", "-c", "pack.writeReverseIndex=false", // A pack for each, which PackGathering looks for.
                "fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head", "--no-auto-maintenance", "--",
                address.Location, refSpec,
            ],
            cancellationToken);

    private static Result<string> Fetched(string mirrorPath, string branch)
    {
        using var mirror = Repositories.Open(mirrorPath);
        return mirror.Lookup<Commit>(GitMirror.FetchedReference)?.Sha is { } commit ? commit : FetchErrors.NotACommit(branch);
    }

    private static ContentUnavailable Refusal(RepositoryAddress address, string branch, string message) =>
        message.Contains("couldn't find remote ref", StringComparison.Ordinal) ? FetchErrors.BranchGone(branch)
        : message.Contains("object format", StringComparison.Ordinal) ? FetchErrors.Sha256
        : FetchErrors.Unreachable(address, message);
}
