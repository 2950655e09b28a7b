using GoNoGo.Comments.Moderation.Rules;
using GoNoGo.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Comments.Moderation;

/// <summary>What rules ask about other comments, answered from the database as it was when the comment was sent.</summary>
internal sealed class StoredHistory(DataContext data, Comment comment) : IScreeningHistory
{
    private IQueryable<Comment> Others => data.Set<Comment>().AsNoTracking()
        .Where(other => other.Id != comment.Id && other.CreatedAt <= comment.CreatedAt);

    public Task<int> ApprovedAsync(CancellationToken cancellationToken) => comment.SubjectId is { } subject
        ? Others.CountAsync(
            other => other.SubjectId == subject && other.ModerationStatus == ModerationStatus.Approved, cancellationToken)
        : Task.FromResult(0);

    public async Task<int> SentWithinAsync(TimeSpan period, CancellationToken cancellationToken)
    {
        var since = comment.CreatedAt - period;
        var (subject, network) = (comment.SubjectId, comment.NetworkTag);
        return 1 + await Others.CountAsync(
            other => other.CreatedAt >= since
                && ((subject != null && other.SubjectId == subject) || (network != null && other.NetworkTag == network)),
            cancellationToken);
    }

    public async Task<bool> WasSentWithinAsync(TimeSpan period, CancellationToken cancellationToken)
    {
        var (since, tag) = (comment.CreatedAt - period, comment.ContentTag);
        return tag is not null
            && await Others.AnyAsync(other => other.ContentTag == tag && other.CreatedAt >= since, cancellationToken);
    }
}
