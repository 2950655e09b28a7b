using GoNoGo.Gdpr.Erasure;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Comments;

/// <summary>The comments of a person, for who answers for their rights.</summary>
internal sealed class SubjectComments(DataContext data, CommentErasure erasure) : ISubjectComments
{
    public async Task<IReadOnlyList<Guid>> OfAsync(SubjectId subject, CancellationToken cancellationToken) =>
        await data.Set<Comment>().Where(comment => comment.SubjectId == subject.Value)
            .OrderBy(comment => comment.CreatedAt).Select(comment => comment.Id).ToListAsync(cancellationToken);

    public async Task<SubjectId?> OwnerAsync(Guid commentId, CancellationToken cancellationToken) =>
        await data.Set<Comment>().Where(comment => comment.Id == commentId).Select(comment => comment.SubjectId)
            .SingleOrDefaultAsync(cancellationToken) is { } owner
            ? new SubjectId(owner)
            : null;

    public async Task<bool> EraseAsync(Transaction transaction, Guid commentId, AuditActor actor, CancellationToken cancellationToken)
    {
        if (await data.Set<Comment>().SingleOrDefaultAsync(comment => comment.Id == commentId, cancellationToken) is not { } comment)
        {
            return false;
        }

        await erasure.EraseAsync(transaction, comment, actor, cancellationToken);
        return true;
    }

    public async Task LetGoAsync(Transaction transaction, Guid commentId, CancellationToken cancellationToken)
    {
        if (await data.Set<Comment>().SingleOrDefaultAsync(comment => comment.Id == commentId, cancellationToken) is { } comment)
        {
            comment.RetentionUntil = transaction.StartedAt;
            comment.Revision++;
        }
    }
}
