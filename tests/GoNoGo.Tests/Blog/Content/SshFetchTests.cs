using System.Runtime.Versioning;
using GoNoGo.Blog.Content.Git;

namespace GoNoGo.Tests.Blog.Content;

[UnsupportedOSPlatform("windows")]
public sealed class SshFetchTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ContentRepository repository = new ContentRepository().Post("a.md", "A");

    [Fact]
    public async Task An_SSH_address_is_fetched_by_the_installed_git()
    {
        var commit = repository.Commit();

        Assert.Equal(commit, (await FetchAsync("main", "shift; exec sh -c \"$*\"")).Value);
    }

    [Fact]
    public async Task A_branch_that_is_not_there_is_named()
    {
        repository.Commit("other");

        Assert.Equal("branch_missing", (await FetchAsync("main", "shift; exec sh -c \"$*\"")).Error?.Code);
    }

    [Fact]
    public async Task A_refused_connection_is_an_answer_and_no_exception() =>
        Assert.Equal("repository_unreachable", (await FetchAsync("main", "echo Permission denied >&2; exit 255")).Error?.Code);

    [Fact]
    public async Task A_connection_that_hangs_ends_with_the_time_limit()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => FetchAsync("main", "exec tail -f /dev/null", limit.Token));
    }

    public void Dispose()
    {
        repository.Dispose();
        folder.Dispose();
    }

    /// <summary>The script stands in for ssh: it gets the host and the command that the server would run.</summary>
    private async Task<GoNoGo.Platform.Results.Result<string>> FetchAsync(
        string branch, string script, CancellationToken? cancellationToken = null)
    {
        var ssh = folder.Write("ssh",
            "#!/bin/sh\nwhile [ \"${1#-}\" != \"$1\" ]; do [ \"$1\" = -o ] && shift; shift; done\n" + script + "\n");
        File.SetUnixFileMode(ssh, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var mirror = Path.Combine(folder.Path, "mirror");
        Repositories.CreateBare(mirror);
        var address = RepositoryAddress.Parse("git@example.org:" + repository.Path);
        Assert.Equal(RepositoryTransport.Ssh, address.Value?.Transport);
        return await new SshFetch(ssh).FetchAsync(mirror, address.Value!, branch,
            cancellationToken ?? TestContext.Current.CancellationToken);
    }
}
