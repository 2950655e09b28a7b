using GoNoGo.Gdpr.Erasure;
using GoNoGo.Gdpr.Rights;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Results;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Comments;

/// <summary>The comments of a person, for who answers for their rights.</summary>
internal sealed class CommentsOfPeople(DataContext data, CommentErasure erasure, SealedTexts texts) : ISubjectComments
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

    public async Task<CorrectedText?> TextAsync(Guid commentId, CancellationToken cancellationToken)
    {
        if (await data.Set<Comment>().AsNoTracking().SingleOrDefaultAsync(comment => comment.Id == commentId, cancellationToken)
            is not { } comment)
        {
            return null;
        }

        await texts.OpenAsync(comment, cancellationToken);
        return new CorrectedText(comment.AuthorName, comment.Content);
    }

    public InvalidField? Check(CorrectedText text) =>
        CommentText.CheckContent(text.Content) ?? (text.AuthorName is { } name ? CommentText.CheckName(name) : null);

    public async Task RectifyAsync(
        Transaction transaction, Guid commentId, CorrectedText text, CancellationToken cancellationToken)
    {
        if (await data.Set<Comment>().SingleOrDefaultAsync(comment => comment.Id == commentId, cancellationToken) is { } comment)
        {
            await texts.WriteAsync(transaction, comment, new CommentWords(text.AuthorName, text.Content), cancellationToken);
            comment.EditedAt = transaction.StartedAt;
            comment.Revision++;
            transaction.Audit(new AuditAct(AuditActor.Moderator, "comment.rectified", "comment", commentId.ToString("D")));
            transaction.Publish(new CommentEdited(comment.Id, comment.PostId));
        }
    }

    public async Task RestrictAsync(
        Transaction transaction, Guid commentId, bool isRestricted, CancellationToken cancellationToken)
    {
        if (await data.Set<Comment>().SingleOrDefaultAsync(comment => comment.Id == commentId, cancellationToken) is { } comment
            && comment.IsRestricted != isRestricted)
        {
            comment.IsRestricted = isRestricted;
            comment.Revision++;
            var action = isRestricted ? "comment.restricted" : "comment.restriction_lifted";
            transaction.Audit(new AuditAct(AuditActor.CommentAuthor, action, "comment", commentId.ToString("D")));
            transaction.Publish(new CommentEdited(comment.Id, comment.PostId));
        }
    }
}
