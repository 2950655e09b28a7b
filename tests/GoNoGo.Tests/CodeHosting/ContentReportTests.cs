using GoNoGo.Blog;
using GoNoGo.Blog.Content;
using GoNoGo.Blog.Content.Git;
using GoNoGo.Integrations.CodeHosting;
using GoNoGo.Integrations.GitHub;
using GoNoGo.Platform.Events;
using GoNoGo.Testing;
using GoNoGo.Tests.Support;
using LibGit2Sharp;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Tests.CodeHosting;

/// <summary>
/// A commit that is served, and the head of a pull request, are told what the content check found in them, by the event bus.
/// </summary>
public sealed class ContentReportTests : IAsyncLifetime
{
    private readonly GitHubStandIn gitHub = new();
    private readonly ContentRepositoryBuilder content = new();
    private readonly TemporaryFolder data = new();

    private string DataPath => data["data"];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await gitHub.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await gitHub.DisposeAsync();
        content.Dispose();
        data.Dispose();
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_served_commit_gets_its_status_once_however_often_GitHub_failed_before(DatabaseProvider provider)
    {
        var good = content.WritePost("first", "First", "One.", "2026-01-01").Commit();
        var bad = content.Write("content/posts/second.md", "---\ntitle: [\n---\nTwo.\n").Commit();
        await using var house = await OpenAsync(provider, good);
        gitHub.Answer(502);

        await PublishAsync(house, new ContentUpdated(bad, good, 1));
        await house.Events.AdvancesUntilAsync("GitHub was asked", TimeSpan.FromSeconds(1), () => Task.FromResult(!gitHub.Asked.IsEmpty));
        gitHub.Instead = null;
        await house.Events.AdvancesUntilAsync(
            "the status was taken", TimeSpan.FromSeconds(5), async () => (await house.LedgerAsync()).Any(call => call.ErrorType is null));

        var sent = gitHub.Asked.Last();
        Assert.Equal($"/repos/ada/garden/statuses/{bad}", sent.Path);
        Assert.Equal("failure", (string)sent.Json["state"]!);
        Assert.StartsWith("1 file refused. content/posts/second.md:", (string)sent.Json["description"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_head_of_a_pull_request_is_fetched_checked_told_and_gone()
    {
        var good = content.WritePost("first", "First", "One.", "2026-01-01").Commit();
        await using var house = await OpenAsync(DatabaseProvider.Sqlite, good);
        var head = content.Write("content/posts/second.md", "---\ntitle: [\n---\nTwo.\n").Commit();
        SetReference("refs/pull/7/head", head);

        await PublishAsync(house, new ContentCheckRequested(7));
        await house.Events.AdvancesUntilAsync(
            "the status was taken", TimeSpan.FromSeconds(1), async () => (await house.LedgerAsync()).Any(call => call.ErrorType is null));

        var sent = Assert.Single(gitHub.Asked);
        Assert.Equal($"/repos/ada/garden/statuses/{head}", sent.Path);
        Assert.Equal("failure", (string)sent.Json["state"]!);
        Assert.False(Directory.Exists(Path.Combine(DataPath, "checked")));
        using var mirror = new Repository(GitMirror.PathIn(DataPath));
        Assert.Null(mirror.Lookup(head));
    }

    [Fact]
    public async Task A_pull_request_that_is_gone_is_tried_again_and_nothing_is_told()
    {
        var good = content.WritePost("first", "First", "One.", "2026-01-01").Commit();
        await using var house = await OpenAsync(DatabaseProvider.Sqlite, good);

        await PublishAsync(house, new ContentCheckRequested(8));
        await house.Events.AdvancesUntilAsync("it was tried", TimeSpan.FromSeconds(1), async () =>
            (await house.Events.RowsAsync<OutboxDelivery>())
                .Any(delivery => delivery is { Handler: ReportPullRequest.Name, Attempts: > 0 }));

        Assert.Empty(gitHub.Asked);
    }

    private async Task<HostHouse> OpenAsync(DatabaseProvider provider, string served)
    {
        var options = new ContentOptions { Repository = content.Path };
        var mirror = new GitMirror(GitMirror.PathIn(DataPath));
        var remotes = BlogServices.Remotes(token: null);
        Assert.True(RepositoryAddress.Parse(content.Path).Succeeded(out var address, out _));
        await mirror.FetchAsync(remotes[RepositoryTransport.Local], address, "main", Cancelled);
        mirror.MarkServed(served);
        var gitHubOptions = new GitHubOptions { Token = HostHouse.Token, Repository = "ada/garden" };
        var house = await HostHouse.OpenAsync(gitHub.Address, provider, gitHubOptions, register: services =>
        {
            services.AddSingleton(_ => mirror);
            services.AddSingleton(_ => new CommitChecks(options, mirror, remotes, DataPath));
        });
        await house.Events.StartAsync();
        return house;
    }

    private void SetReference(string name, string commit)
    {
        using var repository = new Repository(content.Path);
        repository.Refs.Add(name, new ObjectId(commit));
        repository.Refs.UpdateTarget(repository.Refs["refs/heads/main"], repository.Lookup<Commit>(commit).Parents.Single().Id);
    }

    private static Task PublishAsync<T>(HostHouse house, T happened)
        where T : IEvent => house.Events.WriteAsync(transaction => transaction.Publish(happened));
}
