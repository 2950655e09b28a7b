using GoNoGo.Blog.Content;
using GoNoGo.Blog.Content.Following;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Events;
using GoNoGo.Tests.Comments;
using GoNoGo.Tests.Support;

namespace GoNoGo.Tests.Blog.Content;

/// <summary>A commit is told of once, whoever finds it.</summary>
public sealed class AnnouncementTests
{
    [Theory, ClassData(typeof(Databases))]
    public async Task A_commit_that_several_servers_find_at_once_is_told_of_once(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        var (old, commit) = (new string('a', 40), new string('b', 40));
        var causes = new[] { LookCause.Webhook, LookCause.Poll, LookCause.Request, LookCause.Watch };

        await Task.WhenAll(causes.Select(cause => new PostMoves(house.Scopes).AnnounceAsync(
            old, commit, new FoundCommit(cause, "https://git.example/garden.git", 3), TestContext.Current.CancellationToken)));
        await new PostMoves(house.Scopes).AnnounceAsync(
            old, commit, new FoundCommit(LookCause.Poll, "https://git.example/garden.git", 3), TestContext.Current.CancellationToken);

        var told = Assert.Single(await house.RowsAsync<OutboxEvent>(), row => row.Type == "content.updated");
        Assert.Contains("\"changes\":3", told.Payload, StringComparison.Ordinal);
        var entry = Assert.Single(await house.RowsAsync<AuditEntry>(), entry => entry.Action == "content.updated");
        Assert.Equal(commit, entry.ResourceId);
    }
}
