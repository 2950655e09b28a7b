using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;

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

    /// <summary>Lets a comment that a legal claim needs go with the next sweep after its hold has ended.</summary>
    /// <param name="transaction">The running unit of work.</param>
    /// <param name="commentId">Which.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>When the change is part of the unit of work.</returns>
    Task LetGoAsync(Transaction transaction, Guid commentId, CancellationToken cancellationToken);
}
