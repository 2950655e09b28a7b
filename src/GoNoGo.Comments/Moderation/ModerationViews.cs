using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Privacy;

namespace GoNoGo.Comments.Moderation;

/// <summary>Who decides.</summary>
/// <param name="Actor">The class of actor that the audit names.</param>
/// <param name="Subject">The moderator; null for the command line. Personal.</param>
public sealed record ModeratorIdentity(AuditActor Actor, SubjectId? Subject)
{
    /// <summary>Whoever holds the command line.</summary>
    public static ModeratorIdentity Operator { get; } = new(AuditActor.Operator, null);
}

/// <summary>What came of a decision.</summary>
/// <param name="CommentId">Which comment.</param>
/// <param name="Status">Its status now.</param>
/// <param name="Changed">False where it had that status before.</param>
public sealed record Decision(Guid CommentId, ModerationStatus Status, bool Changed);

/// <summary>A comment in the list of a moderator. Never an address.</summary>
/// <param name="Id">The comment's id.</param>
/// <param name="PostId">The post's slug.</param>
/// <param name="Status">What was decided.</param>
/// <param name="AuthorName">The name given. Personal.</param>
/// <param name="Content">The text as typed. Personal.</param>
/// <param name="CreatedAt">When it was sent, UTC.</param>
/// <param name="Flags">Why a person should look twice: codes joined by commas.</param>
public sealed record ModerationItem(
    Guid Id, string PostId, ModerationStatus Status, string? AuthorName, string Content, DateTimeOffset CreatedAt, string Flags);
