using System.Runtime.Versioning;
using GoNoGo.Blog.Content.Git;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Results;
using LibGit2Sharp;
using Microsoft.Extensions.Time.Testing;

namespace GoNoGo.Tests.Blog.Content;

/// <summary>Checkpoints as tags of the content repository, in a folder and over SSH.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class GitTagAnchorTests : IDisposable
{
    private const string Note = "blog/audit\n12\nAAAA\n\n— blog/audit AAAAAAAA\n";
    private const string Server = "shift; exec sh -c \"$*\"";

    private readonly TemporaryFolder folder = new();
    private readonly ContentRepository repository = new ContentRepository().Post("a.md", "A");

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_checkpoint_becomes_an_annotated_tag_of_a_local_repository_once()
    {
        var commit = repository.Commit();
        var anchor = Anchor(repository.Path);

        Assert.Equal(new OutboundOutcome.Delivered(), await anchor.PublishAsync(new AnchoredCheckpoint(12, Note), Ended));
        Assert.Equal(new OutboundOutcome.Delivered(), await anchor.PublishAsync(new AnchoredCheckpoint(12, Note), Ended));
        Assert.Equal(
            new OutboundOutcome.PermanentFailure("tag_differs"),
            await anchor.PublishAsync(new AnchoredCheckpoint(12, Note + "— more AAAAAAAA\n"), Ended));

        var tag = repository.Git.Tags["gonogo-audit/12"];
        Assert.Equal((Note, commit), (tag.Annotation.Message, tag.Target.Sha));
        Assert.Equal([Note], await anchor.ReadAsync(Ended));
    }

    [Fact]
    public async Task A_checkpoint_is_pushed_over_SSH_and_read_from_there()
    {
        var commit = repository.Commit();
        var anchor = Anchor("git@example.org:" + repository.Path, Server);
        MakeMirror(commit);

        Assert.Equal(new OutboundOutcome.Delivered(), await anchor.PublishAsync(new AnchoredCheckpoint(12, Note), Ended));

        Assert.Equal(Note, repository.Git.Tags["gonogo-audit/12"].Annotation.Message);
        Assert.Equal([Note], await anchor.ReadAsync(Ended));
        repository.Git.Tags.Remove("gonogo-audit/12");
        Assert.Empty(await anchor.ReadAsync(Ended));
    }

    [Fact]
    public async Task A_remote_that_refuses_or_is_away_is_an_answer_and_no_exception()
    {
        var commit = repository.Commit();
        MakeMirror(commit);

        var away = Anchor("git@example.org:" + repository.Path, "echo Permission denied >&2; exit 255");

        Assert.Equal(new OutboundOutcome.TransientFailure("push_failed"), await away.PublishAsync(new AnchoredCheckpoint(12, Note), Ended));
        await Assert.ThrowsAsync<AnchorUnavailableException>(() => away.ReadAsync(Ended));
    }

    [Fact]
    public async Task A_repository_without_a_commit_is_tried_again_later() =>
        Assert.Equal(
            new OutboundOutcome.TransientFailure("no_commit"),
            await Anchor(repository.Path).PublishAsync(new AnchoredCheckpoint(12, Note), Ended));

    public void Dispose()
    {
        repository.Dispose();
        folder.Dispose();
    }

    private string MirrorPath => Path.Combine(folder.Path, "mirror");

    private void MakeMirror(string commit)
    {
        Repository.Clone(repository.Path, MirrorPath, new CloneOptions { IsBare = true });
        using var mirror = Repositories.Open(MirrorPath);
        mirror.Refs.Add(GitMirror.FetchedReference, new ObjectId(commit));
    }

    /// <summary>The script stands in for ssh: it gets the host and the command that the server would run.</summary>
    private GitTagAnchor Anchor(string address, string script = "exit 1")
    {
        var ssh = folder.Write("ssh",
            "#!/bin/sh\nwhile [ \"${1#-}\" != \"$1\" ]; do [ \"$1\" = -o ] && shift; shift; done\n" + script + "\n");
        File.SetUnixFileMode(ssh, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var remotes = new Dictionary<RepositoryTransport, IRemoteTags> { [RepositoryTransport.Ssh] = new SshTags(ssh) };
        return new GitTagAnchor(isEnabled: true, address, "main", MirrorPath, remotes, new FakeTimeProvider());
    }
}
