using System.Globalization;
using GoNoGo.Comments;
using GoNoGo.Comments.Moderation;
using GoNoGo.Platform.Audit;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Browser.Tests.Support;

/// <summary>A blog with comments that wait, and moderators to come.</summary>
internal sealed class ModeratedBlog : AdminBlog
{
    private readonly Dictionary<Guid, CommentReceipt> receipts = [];
    private int people;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<ModeratedBlog> StartAsync()
    {
        var blog = new ModeratedBlog();
        await blog.InitializeAsync();
        await blog.AppearsAsync("/");
        return blog;
    }

    public string NextHandle() => string.Create(CultureInfo.InvariantCulture, $"moderator-{++people}");

    /// <summary>Sends a comment, a second after the one before.</summary>
    public async Task<Guid> SendAsync(string content, string? email = null)
    {
        Time.Advance(TimeSpan.FromSeconds(1));
        var comment = new NewComment
        {
            PostId = "hello",
            Form = "api",
            Content = content,
            AuthorName = "Ada",
            AuthorEmail = email,
            GdprConsent = true,
        };
        var receipt = await WithAsync<CommentService, CommentReceipt>(
            async comments => (await comments.CreateAsync(comment, Cancelled)).Value!); // Nothing is wrong with it.
        receipts[receipt.Id] = receipt;
        await Testing.Eventually.HoldsAsync("the rules have looked at it", async () => await HasVerdictsAsync(receipt.Id), Cancelled);
        return receipt.Id;
    }

    public Task EraseAsync(Guid id) => WithAsync<OwnComment, object>(async own =>
        await own.EraseAsync(receipts[id].CapabilityToken, Cancelled));

    public async Task RefuseAndAppealAsync(Guid id, string appeal)
    {
        await WithAsync<ModerationService, object>(async desk =>
            await desk.RejectAsync(id, RefusalReason.PersonalData, ModeratorIdentity.Operator, Cancelled));
        await WithAsync<OwnComment, object>(async own => await own.AppealAsync(receipts[id].CapabilityToken, appeal, Cancelled));
    }

    public Task BlockAsync(Guid id) => WithAsync<SenderBlocks, object>(async blocks =>
        await blocks.BlockAsync(id, new NewBlock(BlockKind.Email, 30, RefusalReason.Insult), ModeratorIdentity.Operator, Cancelled));

    public async Task<ModerationStatus> StatusAsync(Guid id) => (await RowAsync(id)).Status;

    private async Task<bool> HasVerdictsAsync(Guid id)
    {
        Time.Advance(TimeSpan.FromMilliseconds(100));
        return (await WithAsync<ModerationQueue, CommentFile>(async queue =>
            (await queue.FindAsync(id, new ModeratorIdentity(AuditActor.System, null), Cancelled)).Value!)).Verdicts.Count > 0;
    }

    private Task<QueueItem> RowAsync(Guid id) => WithAsync<ModerationQueue, QueueItem>(async queue =>
        (await queue.FindAsync(id, new ModeratorIdentity(AuditActor.System, null), Cancelled)).Value!.Item);

    private async Task<T> WithAsync<TService, T>(Func<TService, Task<T>> act)
        where TService : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<TService>());
    }
}
