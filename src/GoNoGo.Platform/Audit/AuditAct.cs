namespace GoNoGo.Platform.Audit;

/// <summary>Something to be entered in the audit trail.</summary>
/// <param name="Actor">The class of who did it. Who it was, where that matters, belongs into <paramref name="Details"/>.</param>
/// <param name="Action">What was done, past tense in dotted snake_case, such as <c>comment.approved</c>.</param>
/// <param name="ResourceType">What it was done to, such as <c>comment</c>.</param>
/// <param name="ResourceId">Its random id or slug. Not personal.</param>
/// <param name="Details">Further fields, kept as an erasable payload behind a salted commitment. May be personal.</param>
public sealed record AuditAct(
    AuditActor Actor, string Action, string ResourceType, string ResourceId, IReadOnlyDictionary<string, string>? Details = null);

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
}
