using GoNoGo.Platform.Results;

namespace GoNoGo.Blog.Content.Git;

/// <summary>Tags over SSH with the installed git.</summary>
internal sealed class SshTags(string sshCommand = SshGit.DefaultSshCommand) : IRemoteTags
{
    public async Task<OutboundOutcome> PushAsync(
        string mirrorPath, RepositoryAddress address, string tag, CancellationToken cancellationToken)
    {
        var run = await SshGit.RunAsync(
            sshCommand,
            mirrorPath,
            ["push", "--quiet", "--no-verify", "--", address.Location, $"refs/tags/{tag}:refs/tags/{tag}"],
            cancellationToken);
        return run switch
        {
            null => new OutboundOutcome.PermanentFailure("git_missing"),
            { ExitCode: 0 } => new OutboundOutcome.Delivered(),
            _ when run.Message.Contains("rejected", StringComparison.Ordinal) => new OutboundOutcome.PermanentFailure("push_refused"),
            _ => new OutboundOutcome.TransientFailure("push_failed"),
        };
    }

    public async Task<string?> FetchAsync(string mirrorPath, RepositoryAddress address, CancellationToken cancellationToken)
    {
        var run = await SshGit.RunAsync(
            sshCommand,
            mirrorPath,
            [
                "-c", "fetch.fsckObjects=true",
                "fetch", "--quiet", "--prune", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head", "--no-auto-maintenance",
                "--", address.Location, GitTagAnchor.RefSpec,
            ],
            cancellationToken);
        return run switch
        {
            null => FetchErrors.GitMissing.Message,
            { ExitCode: 0 } => null,
            _ => run.Message,
        };
    }
}
