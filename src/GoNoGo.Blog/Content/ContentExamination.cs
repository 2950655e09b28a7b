using GoNoGo.Blog.Content.Git;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Health;
using Microsoft.Extensions.Options;

namespace GoNoGo.Blog.Content;

/// <summary>
/// Whether the content could be fetched now: the address, the remote's answer, the branch, the kind of its object names; whose the
/// repositories on this machine are; and what is wrong with what was served last.
/// </summary>
internal sealed class ContentExamination(
    IOptions<ContentOptions> content, IOptions<DataOptions> data, GitMirror mirror, RemoteLook remote) : IHealthCheck
{
    /// <summary>A remote may be slow; one that says nothing for so long will not be fetched either.</summary>
    public static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(45);

    public async Task<HealthState> CheckAsync(CancellationToken cancellationToken)
    {
        var options = content.Value;
        if (options.Repository is not { } repository)
        {
            return HealthState.Of(
            [
                new HealthTrouble(
                    "starter_blog", false, "No repository is named, so that a starter blog is served: set Content:Repository."),
                .. await ServedAsync(cancellationToken),
            ]);
        }

        if (!RepositoryAddress.Parse(repository).Succeeded(out var address, out var refusal))
        {
            return HealthState.Of([new HealthTrouble(refusal.Code, true, refusal.Message)]);
        }

        var troubles = new List<HealthTrouble>();
        if (await remote.FindFaultAsync(address, options.Branch, cancellationToken) is { } fault)
        {
            troubles.Add(new HealthTrouble(fault.Code, true, fault.Message));
        }

        if (address.Transport is RepositoryTransport.Local && await IsForeignAsync(address.Location, cancellationToken))
        {
            troubles.Add(new HealthTrouble(
                "repository_of_another_user",
                false,
                $"The repository {address.Location} belongs to another user. It is read all the same; git itself would refuse it for this "
                + "user, unless safe.directory names it."));
        }

        if (mirror.BelongsTo(address) && await IsForeignAsync(GitMirror.PathIn(data.Value.Path), cancellationToken))
        {
            troubles.Add(new HealthTrouble(
                "mirror_of_another_user",
                true,
                $"The mirror {Path.GetFullPath(GitMirror.PathIn(data.Value.Path))} belongs to another user than the one who runs this: "
                + "run the server and this command as the owner of the data folder, or chown -R the folder."));
        }

        troubles.AddRange(await ServedAsync(cancellationToken));
        return HealthState.Of(troubles);
    }

    /// <summary>Git refuses a repository of another user; where no git is installed, nothing is known.</summary>
    private static async Task<bool> IsForeignAsync(string path, CancellationToken cancellationToken) =>
        Directory.Exists(path)
        && await SshGit.RunAsync(SshGit.DefaultSshCommand, path, ["cat-file", "-e", "HEAD"], cancellationToken) is { } run
        && run.Message.Contains("dubious ownership", StringComparison.Ordinal);

    private async Task<IEnumerable<HealthTrouble>> ServedAsync(CancellationToken cancellationToken)
    {
        var served = await ContentCheck.CheckServedAsync(data.Value.Path, content.Value.Folder, progress: null, cancellationToken);
        return served.Succeeded(out var report, out var refusal)
            ? report.Problems.Count == 0 ? [] : [ContentHealthCheck.Problems(report.Problems.Count)]
            : [new HealthTrouble(refusal.Code, refusal.Code != ContentCheck.NothingServed, refusal.Message)];
    }
}
