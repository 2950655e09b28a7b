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

    /// <summary>Details of an audit entry: the actor's tag, and what else is not null.</summary>
    internal Dictionary<string, string> Details(params ReadOnlySpan<(string Name, string? Value)> others)
    {
        var details = new Dictionary<string, string>(StringComparer.Ordinal);
        if (Subject is { } subject)
        {
            details["actor_tag"] = subject.Value.ToString("D");
        }

        foreach (var (name, value) in others)
        {
            if (value is not null)
            {
                details[name] = value;
            }
        }

        return details;
    }
}

/// <summary>What is to be decided.</summary>
/// <param name="Status">Approved, rejected or spam.</param>
/// <param name="Reason">Why not, for a rejection; null where nobody wrote one down. Spam has a reason of its own.</param>
/// <param name="Revision">
/// The revision of the comment that was looked at: a comment that has changed since is not decided on. Null decides in any case.
/// </param>
public sealed record NewDecision(ModerationStatus Status, RefusalReason? Reason = null, int? Revision = null);

/// <summary>What came of a decision.</summary>
/// <param name="CommentId">Which comment.</param>
/// <param name="Status">Its status now.</param>
/// <param name="Changed">False where there was nothing to decide: it had that status, and nobody had asked for another look.</param>
public sealed record Decision(Guid CommentId, ModerationStatus Status, bool Changed)
{
    /// <summary>The decision's id, by which it can be undone; null where nothing changed.</summary>
    public Guid? Id { get; init; }

    /// <summary>Until when it can be undone, UTC; null where nothing changed.</summary>
    public DateTimeOffset? UndoableUntil { get; init; }

    /// <summary>The revision of the comment after it.</summary>
    public required int Revision { get; init; }
}

/// <summary>One comment of many that are decided on together.</summary>
/// <param name="CommentId">Which.</param>
/// <param name="Revision">See <see cref="NewDecision"/>.</param>
public sealed record BulkItem(Guid CommentId, int? Revision);

/// <summary>What came of one comment of many.</summary>
/// <param name="CommentId">Which.</param>
/// <param name="Decision">What was decided; null where it was refused.</param>
/// <param name="Refusal">Why not; null where it was decided.</param>
public sealed record BulkResult(Guid CommentId, Decision? Decision, Platform.Results.Error? Refusal);

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
