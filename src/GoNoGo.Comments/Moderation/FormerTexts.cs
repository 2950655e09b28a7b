using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Comments.Moderation;

/// <summary>
/// Keeps what a comment said before its text was changed, under the key of its author: moderators see the difference, the author has it in
/// their export, and nobody else gets it. It goes with the comment.
/// </summary>
internal sealed class FormerTexts(DataContext data, SealedTexts texts)
{
    /// <summary>Keeps what a comment says now, which is to say something else.</summary>
    public async Task KeepAsync(
        Transaction transaction, Comment comment, string content, AuditActor actor, Guid? editedBy, CancellationToken cancellationToken)
    {
        var before = actor is AuditActor.CommentAuthor
            ? await TakeLastAsync(comment, cancellationToken) ?? comment.Content
            : comment.Content;
        var id = Guid.CreateVersion7(transaction.StartedAt);
        data.Add(new CommentEdit
        {
            Id = id,
            CommentId = comment.Id,
            Before = "",
            After = "",
            SealedTexts = await texts.SealAsync(transaction, comment, id, new EditedTexts(before, content), cancellationToken),
            Actor = actor,
            EditedBy = editedBy,
            EditedAt = transaction.StartedAt,
        });
    }

    /// <summary>Removes the last change of the author if there are as many as are kept, and gives the text before it; else null.</summary>
    private async Task<string?> TakeLastAsync(Comment comment, CancellationToken cancellationToken)
    {
        var own = data.Set<CommentEdit>()
            .Where(edit => edit.CommentId == comment.Id && edit.Actor == AuditActor.CommentAuthor);
        if (await own.CountAsync(cancellationToken) < OwnComment.MostKeptEdits)
        {
            return null;
        }

        var last = await own.OrderByDescending(edit => edit.EditedAt).ThenByDescending(edit => edit.Id).FirstAsync(cancellationToken);
        var keys = await texts.FindKeysAsync([comment], cancellationToken);
        data.Remove(last);
        return last.ViewUnder(keys.GetValueOrDefault(comment.SubjectId ?? Guid.Empty)).Before;
    }
}
