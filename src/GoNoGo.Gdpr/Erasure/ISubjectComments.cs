using GoNoGo.Gdpr.Rights;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Results;

namespace GoNoGo.Gdpr.Erasure;

/// <summary>What erasure asks of who keeps the comments: a comment leaves a tombstone that keeps its thread, and an event.</summary>
public interface ISubjectComments
{
    /// <summary>The comments of a person that are not erased.</summary>
    /// <param name="subject">Whose.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>Their ids.</returns>
    Task<IReadOnlyList<Guid>> OfAsync(SubjectId subject, CancellationToken cancellationToken);

    /// <summary>Whose a comment is.</summary>
    /// <param name="commentId">Which.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>Null where it is erased or never was.</returns>
    Task<SubjectId?> OwnerAsync(Guid commentId, CancellationToken cancellationToken);

    /// <summary>Erases a comment in the running unit; with a person's last one their subject and mailbox go.</summary>
    /// <param name="transaction">The running unit of work.</param>
    /// <param name="commentId">Which; one that is gone is passed over.</param>
    /// <param name="actor">Who has it erased.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>Whether it was there.</returns>
    Task<bool> EraseAsync(Transaction transaction, Guid commentId, AuditActor actor, CancellationToken cancellationToken);

    /// <summary>What of a comment its author may want to correct.</summary>
    /// <param name="commentId">Which.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>Null where it is erased or never was. Personal.</returns>
    Task<CorrectedText?> TextAsync(Guid commentId, CancellationToken cancellationToken);

    /// <summary>Whether a comment could read so.</summary>
    /// <param name="text">As its author proposes it. Personal.</param>
    /// <returns>Why not; null where it could.</returns>
    InvalidField? Check(CorrectedText text);

    /// <summary>Has a comment read as its author has proposed.</summary>
    /// <param name="transaction">The running unit of work.</param>
    /// <param name="commentId">Which; one that is gone is passed over.</param>
    /// <param name="text">The new text. Personal.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>When the change is part of the unit of work.</returns>
    Task RectifyAsync(Transaction transaction, Guid commentId, CorrectedText text, CancellationToken cancellationToken);

    /// <summary>Hides a comment from everybody and keeps it as it is, also from the retention sweep (GDPR art. 18), or ends that.</summary>
    /// <param name="transaction">The running unit of work.</param>
    /// <param name="commentId">Which; one that is gone is passed over.</param>
    /// <param name="isRestricted">Whether it is hidden.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>When the change is part of the unit of work.</returns>
    Task RestrictAsync(Transaction transaction, Guid commentId, bool isRestricted, CancellationToken cancellationToken);

    /// <summary>Lets a comment that a legal claim needs go with the next sweep after its hold has ended.</summary>
    /// <param name="transaction">The running unit of work.</param>
    /// <param name="commentId">Which.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>When the change is part of the unit of work.</returns>
    Task LetGoAsync(Transaction transaction, Guid commentId, CancellationToken cancellationToken);
}
