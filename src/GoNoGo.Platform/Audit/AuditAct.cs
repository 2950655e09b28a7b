using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;

namespace GoNoGo.Platform.Audit;

/// <summary>Something to be entered in the audit trail.</summary>
/// <param name="Actor">The class of who did it. Who it was, where that matters, belongs into <paramref name="Details"/>.</param>
/// <param name="Action">What was done, past tense in dotted snake_case, such as <c>comment.approved</c>.</param>
/// <param name="ResourceType">What it was done to, such as <c>comment</c>.</param>
/// <param name="ResourceId">Its random id or slug. Not personal.</param>
/// <param name="Details">Further fields, kept as an erasable payload behind a salted commitment. May be personal.</param>
public sealed record AuditAct(
    AuditActor Actor, string Action, string ResourceType, string ResourceId, IReadOnlyDictionary<string, string>? Details = null)
{
    /// <summary>How it ended: <c>done</c>, or <c>failed</c>.</summary>
    public string Outcome { get; init; } = "done";

    /// <summary>
    /// Whom the details are about, so that who asks for their data gets them too, and an erasure takes them. Personal; null where they
    /// name nobody.
    /// </summary>
    public SubjectId? Subject { get; init; }

    /// <summary>That a unit of work began and committed.</summary>
    internal static AuditAct Of(Transaction transaction) =>
        new(AuditActor.System, "transaction.committed", "transaction", transaction.Id.ToString("D"));

    /// <summary>That a unit of work was rolled back.</summary>
    internal static AuditAct OfRollback(Guid transactionId, string errorType) => new(
        AuditActor.System,
        "transaction.rolled_back",
        "transaction",
        transactionId.ToString("D"),
        new Dictionary<string, string>(StringComparer.Ordinal) { ["error_type"] = errorType })
    {
        Outcome = "failed",
    };
}

/// <summary>Classes of actors; never a person.</summary>
public enum AuditActor
{
    /// <summary>Somebody without an account.</summary>
    Visitor,

    /// <summary>The author of a comment, by its capability link.</summary>
    CommentAuthor,

    /// <summary>A signed-in moderator.</summary>
    Moderator,

    /// <summary>Whoever holds the command line.</summary>
    Operator,

    /// <summary>The program itself.</summary>
    System,

    /// <summary>A signed-in person of the staff who does not moderate.</summary>
    Staff,
}
