using GoNoGo.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Comments.Moderation;

/// <summary>Gives a comment its place in the queue, and says what a decision settles.</summary>
internal sealed class QueuePlaces(DataContext data)
{
    /// <summary>Whether a reader's report or the author's appeal waits for a decision.</summary>
    public async Task<bool> IsContestedAsync(Comment comment, CancellationToken cancellationToken)
    {
        await LoadAsync(comment.Id, cancellationToken);
        return HasOpenReport(comment.Id) || HasOpenAppeal(comment.Id);
    }

    /// <summary>Says that a decision answers what is open.</summary>
    public async Task SettleAsync(ModerationDecision decision, CancellationToken cancellationToken)
    {
        await LoadAsync(decision.CommentId, cancellationToken);
        foreach (var report in data.Set<CommentReport>().Local.Where(report => IsOpen(report, decision.CommentId)))
        {
            report.SettledBy = decision.Id;
        }

        foreach (var appeal in data.Set<CommentAppeal>().Local.Where(appeal => IsOpen(appeal, decision.CommentId)))
        {
            appeal.SettledBy = decision.Id;
        }
    }

    /// <summary>Opens again what a decision had settled.</summary>
    public async Task ReopenAsync(ModerationDecision decision, CancellationToken cancellationToken)
    {
        foreach (var report in await data.Set<CommentReport>()
            .Where(report => report.CommentId == decision.CommentId && report.SettledBy == decision.Id).ToListAsync(cancellationToken))
        {
            report.SettledBy = null;
        }

        foreach (var appeal in await data.Set<CommentAppeal>()
            .Where(appeal => appeal.CommentId == decision.CommentId && appeal.SettledBy == decision.Id).ToListAsync(cancellationToken))
        {
            appeal.SettledBy = null;
        }
    }

    /// <summary>The place that follows from the comment's state, also from what the running unit has not saved.</summary>
    public async Task UpdateAsync(Comment comment, CancellationToken cancellationToken)
    {
        if (comment.ModerationStatus is not ModerationStatus.Pending)
        {
            await LoadAsync(comment.Id, cancellationToken);
        }

        comment.QueueRank = QueueRanks.Of(comment, HasOpenReport(comment.Id), HasOpenAppeal(comment.Id));
    }

    private async Task LoadAsync(Guid commentId, CancellationToken cancellationToken)
    {
        await data.Set<CommentReport>()
            .Where(report => report.CommentId == commentId && report.SettledBy == null).LoadAsync(cancellationToken);
        await data.Set<CommentAppeal>()
            .Where(appeal => appeal.CommentId == commentId && appeal.SettledBy == null).LoadAsync(cancellationToken);
    }

    private bool HasOpenReport(Guid commentId) => data.Set<CommentReport>().Local.Any(report => IsOpen(report, commentId));

    private bool HasOpenAppeal(Guid commentId) => data.Set<CommentAppeal>().Local.Any(appeal => IsOpen(appeal, commentId));

    private static bool IsOpen(CommentReport report, Guid commentId) => report.CommentId == commentId && report.SettledBy is null;

    private static bool IsOpen(CommentAppeal appeal, Guid commentId) => appeal.CommentId == commentId && appeal.SettledBy is null;
}
