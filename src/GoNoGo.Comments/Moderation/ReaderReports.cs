using GoNoGo.Gdpr.Retention;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Results;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace GoNoGo.Comments.Moderation;

/// <summary>Takes what readers, who need no account, report of published comments.</summary>
public sealed class ReaderReports
{
    /// <summary>The most that a reader may add, in code points.</summary>
    public const int LongestText = 1000;

    /// <summary>How many comments one network may report in an hour.</summary>
    public const int MostPerHour = 5;

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly DataContext data;
    private readonly UnitOfWork unitOfWork;
    private readonly QueuePlaces places;
    private readonly IOptions<RetentionOptions> retention;

    internal ReaderReports(DataContext data, UnitOfWork unitOfWork, QueuePlaces places, IOptions<RetentionOptions> retention)
    {
        this.retention = retention;
        this.data = data;
        this.unitOfWork = unitOfWork;
        this.places = places;
    }

    /// <summary>Takes a report: the comment stays where it is and comes first in the queue. Audited, without who reported.</summary>
    /// <param name="report">What was sent. Personal.</param>
    /// <param name="cancellationToken">Ends the work before it is durable.</param>
    /// <returns>
    /// The comment's id; or <see cref="CommentNotFound"/> where nobody can see it, <see cref="ReportTooLong"/>,
    /// <see cref="TooManyReports"/>.
    /// </returns>
    public Task<Result<Guid>> ReportAsync(NewReport report, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(report);
        return unitOfWork.RunPatientlyAsync<Guid>(
            async (transaction, ended) =>
            {
                if (report.Text.EnumerateRunes().Count() > LongestText)
                {
                    return new ReportTooLong();
                }

                var comment = await data.Set<Comment>().SingleOrDefaultAsync(
                    known => known.Id == report.CommentId && known.PostId == report.PostId
                        && known.ModerationStatus == ModerationStatus.Approved,
                    ended);
                if (comment is null)
                {
                    return new CommentNotFound();
                }

                await transaction.LockAsync($"reports:{report.NetworkTag?.Value}", ended);
                if (await IsTooManyAsync(report, transaction.StartedAt, ended))
                {
                    return new TooManyReports();
                }

                Add(transaction, report);
                await places.UpdateAsync(comment, ended);
                return comment.Id;
            },
            cancellationToken);
    }

    /// <summary>Removes reports whose time is over.</summary>
    internal async Task<int> RemoveOldAsync(Transaction transaction, int limit, CancellationToken cancellationToken)
    {
        var due = await data.Set<CommentReport>()
            .Where(report => report.Until <= transaction.StartedAt)
            .OrderBy(report => report.Until)
            .Take(limit)
            .ToListAsync(cancellationToken);
        data.RemoveRange(due);
        foreach (var id in due.Where(report => report.SettledBy is null).Select(report => report.CommentId).Distinct())
        {
            if (await data.Set<Comment>().SingleOrDefaultAsync(comment => comment.Id == id, cancellationToken) is { } comment)
            {
                await places.UpdateAsync(comment, cancellationToken);
            }
        }

        return due.Count;
    }

    private async Task<bool> IsTooManyAsync(NewReport report, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // Who has no tag shares one bound with all others who have none.
        var (network, since) = (report.NetworkTag?.Value, now - Hour);
        var mine = data.Set<CommentReport>().AsNoTracking().Where(known => known.NetworkTag == network);
        return await mine.CountAsync(known => known.CreatedAt > since, cancellationToken) >= MostPerHour
            || await mine.AnyAsync(known => known.CommentId == report.CommentId && known.SettledBy == null, cancellationToken);
    }

    private void Add(Transaction transaction, NewReport report)
    {
        data.Add(new CommentReport
        {
            Id = Guid.CreateVersion7(transaction.StartedAt),
            CommentId = report.CommentId,
            Reason = report.Reason,
            Text = report.Text,
            NetworkTag = report.NetworkTag?.Value,
            CreatedAt = transaction.StartedAt,
            Until = transaction.StartedAt.AddDays(retention.Value.NetworkTagDays),
        });
        transaction.Audit(new AuditAct(
            AuditActor.Visitor,
            "comment.reported",
            "comment",
            report.CommentId.ToString("D"),
            new Dictionary<string, string>(StringComparer.Ordinal) { ["reason"] = ReasonWords.Code(report.Reason) }));
        transaction.Publish(new CommentFlagged(report.CommentId, report.PostId));
    }
}

/// <summary>A report as it was sent. Its text form is redacted.</summary>
/// <param name="CommentId">Of which comment.</param>
/// <param name="PostId">The slug of the post below which it stands.</param>
/// <param name="Reason">Why.</param>
/// <param name="Text">What the reader adds; may be empty. Personal.</param>
/// <param name="NetworkTag">The reader's network of today. Personal.</param>
public sealed record NewReport(Guid CommentId, string PostId, RefusalReason Reason, string Text, NetworkTag? NetworkTag)
{
    /// <summary>A fixed mark in place of the report.</summary>
    /// <returns><c>[report]</c></returns>
    public override string ToString() => "[report]";
}
