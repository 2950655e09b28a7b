using System.Globalization;
using GoNoGo.Accounts.Mailboxes;
using GoNoGo.Comments.Moderation;
using GoNoGo.Gdpr.Consent;
using GoNoGo.Gdpr.Retention;
using GoNoGo.Gdpr.Subjects;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Results;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace GoNoGo.Comments;

/// <summary>Writes a checked comment with all that belongs to it, inside the caller's unit of work.</summary>
internal sealed class CommentWriter(
    CommentRepository repository,
    SubjectDirectory subjects,
    ConsentLedger consents,
    MailboxVault mailboxes,
    IdempotencyRecords idempotency,
    ContentTags tags,
    SealedTexts texts,
    IOptions<RetentionOptions> retention)
{
    /// <param name="transaction">The running unit of work.</param>
    /// <param name="comment">What is written.</param>
    /// <param name="blocked">Where its sender is kept out, which does not take back what was answered before.</param>
    /// <param name="cancellationToken">Ends the queries.</param>
    public async Task<Result<StoredComment>> WriteAsync(
        Transaction transaction, CheckedComment comment, SenderBlocked? blocked, CancellationToken cancellationToken)
    {
        if (comment.Repeatable is { } request)
        {
            if (!(await idempotency.FindAsync(transaction, request, cancellationToken)).Succeeded(out var prior, out var reused))
            {
                return reused;
            }

            if (prior.ResourceId is { } earlier)
            {
                return await FindEarlierAsync(transaction, earlier, cancellationToken);
            }
        }

        if (blocked is not null)
        {
            return blocked;
        }

        var parent = await repository.FindParentAsync(comment.Post.PostId, comment.ParentId, cancellationToken);
        if (comment.ParentId is not null && parent is not { IsLocked: false })
        {
            return new InvalidComment([parent is null ? new ParentNotFound() : new ThreadLocked()]);
        }

        if (comment.Place is { } place && await place.TakeAsync(transaction, cancellationToken) is { } overtaken)
        {
            return overtaken;
        }

        var parentKey = parent?.ThreadKey;
        var subject = comment.SignedInAs ?? await subjects.FindOrAddAsync(transaction, comment.EmailTag, cancellationToken);
        var row = Row(transaction, comment, subject, parentKey);
        await texts.WriteAsync(transaction, row, new CommentWords(comment.AuthorName, comment.Content), cancellationToken);
        var given = Add(transaction, comment, subject, row);
        if (comment.MailAddress is { } address)
        {
            await mailboxes.KeepUnconfirmedAsync(transaction, subject, address, cancellationToken);
        }

        if (comment.Repeatable is not null)
        {
            idempotency.Remember(transaction, comment.Repeatable, row.Id);
        }

        return new StoredComment(row.Id, row.CapabilityCounter) { At = row.CreatedAt, Given = given };
    }

    private static async Task<StoredComment> FindEarlierAsync(Transaction transaction, Guid id, CancellationToken cancellationToken)
    {
        var counter = await transaction.Data.Set<Comment>().IgnoreQueryFilters([Comment.NotErased])
            .Where(comment => comment.Id == id)
            .Select(comment => comment.CapabilityCounter)
            .SingleAsync(cancellationToken);
        return new StoredComment(id, counter, IsRepeated: true);
    }

    /// <summary>The row and all that must never be without it: audit entry, event, consents, which it answers.</summary>
    private List<ConsentWording> Add(Transaction transaction, CheckedComment comment, SubjectId subject, Comment row)
    {
        transaction.Insert(row);
        FaultPoint.Reach("comment.row");
        transaction.Audit(new AuditAct(AuditActor.Visitor, "comment.created", "comment", Text(row.Id), new Dictionary<string, string>
        {
            ["post_id"] = row.PostId,
            ["flags"] = row.Flags,
        }));
        FaultPoint.Reach("comment.audit");
        transaction.Publish(new CommentCreated(row.Id, row.PostId));
        FaultPoint.Reach("comment.outbox");
        var given = comment.Purposes.Select(purpose => ConsentWording.For(purpose, row.Language)).ToList();
        given.ForEach(wording => consents.Give(transaction, new ConsentGiving(subject, row.Id, wording, comment.Form)));
        FaultPoint.Reach("comment.consent");
        return given;
    }

    private Comment Row(Transaction transaction, CheckedComment comment, SubjectId subject, string? parentKey)
    {
        var id = Guid.CreateVersion7(transaction.StartedAt);
        var (threadKey, depth) = ThreadKeys.Under(id, parentKey);
        return new Comment
        {
            Id = id,
            PostId = comment.Post.PostId,
            ParentId = comment.ParentId,
            ThreadKey = threadKey,
            Depth = depth,
            SubjectId = subject.Value,
            Content = "",
            CreatedAt = transaction.StartedAt,
            ModerationStatus = ModerationStatus.Pending,
            Flags = string.Join(',', comment.Flags),
            QueueRank = QueueRanks.Unflagged,
            IsVerified = comment.SignedInAs is not null,
            ContentTag = tags.Of(comment.Content),
            GdprConsentTimestamp = transaction.StartedAt,
            Language = comment.Post.Language,
            NetworkTag = comment.NetworkTag?.Value,
            NetworkTagUntil = transaction.StartedAt.AddDays(retention.Value.NetworkTagDays),
            RetentionUntil = transaction.StartedAt.AddDays(retention.Value.CommentDays),
        };
    }

    private static string Text(Guid id) => id.ToString("D", CultureInfo.InvariantCulture);
}

/// <summary>A comment that is in the database, now or since an earlier try.</summary>
internal sealed record StoredComment(Guid Id, int Counter, bool IsRepeated = false)
{
    /// <summary>When it came, where it came just now.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>What was agreed to with it, where it came just now.</summary>
    public IReadOnlyList<ConsentWording> Given { get; init; } = [];
}
