using GoNoGo.Comments.Moderation.Rules;
using GoNoGo.Platform.Audit;

namespace GoNoGo.Comments.Moderation;

/// <summary>A page of comments as moderators see them.</summary>
/// <param name="Items">In order.</param>
/// <param name="Next">Hand this as <c>after</c> to get the next page; null on the last.</param>
public sealed record QueuePage(IReadOnlyList<QueueItem> Items, string? Next);

/// <summary>A comment as a moderator sees it (PrivacyLevel.Moderator). Never an address.</summary>
public sealed record QueueItem
{
    /// <summary>The comment's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The post's slug.</summary>
    public required string PostId { get; init; }

    /// <summary>The comment it answers, if any.</summary>
    public required Guid? ParentId { get; init; }

    /// <summary>What was decided.</summary>
    public required ModerationStatus Status { get; init; }

    /// <summary>Why it is not published; null where it is, or where nobody wrote it down.</summary>
    public required RefusalReason? Reason { get; init; }

    /// <summary>Why it waits; null where it does not.</summary>
    public required WaitingFor? WaitsFor { get; init; }

    /// <summary>Its author's random name. Personal: a pseudonym.</summary>
    public required string Handle { get; init; }

    /// <summary>The name given. Personal.</summary>
    public required string? AuthorName { get; init; }

    /// <summary>How many of its author's comments were approved, and how many refused.</summary>
    public required Reputation Reputation { get; init; }

    /// <summary>The text as typed. Personal.</summary>
    public required string Content { get; init; }

    /// <summary>The text as others see it, safe HTML. Personal.</summary>
    public required string Html { get; init; }

    /// <summary>When it was sent, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its text was last changed, UTC.</summary>
    public required DateTimeOffset? EditedAt { get; init; }

    /// <summary>Why a person should look twice.</summary>
    public required IReadOnlyList<string> Flags { get; init; }

    /// <summary>Hand this back with a decision: a comment that has changed since is not decided on.</summary>
    public required int Revision { get; init; }

    /// <summary>Whether nobody may answer it.</summary>
    public required bool IsLocked { get; init; }

    /// <summary>Whether it is pinned.</summary>
    public required bool IsPinned { get; init; }

    /// <summary>Whether its author was signed in.</summary>
    public required bool IsVerified { get; init; }

    /// <summary>Reports that nobody has decided on, the oldest first. Personal.</summary>
    public required IReadOnlyList<ReportView> Reports { get; init; }

    /// <summary>The appeal that nobody has decided on; null for none. Personal.</summary>
    public required AppealView? Appeal { get; init; }

    /// <summary>A fixed mark in place of the comment.</summary>
    /// <returns><c>[comment]</c></returns>
    public override string ToString() => "[comment]";
}

/// <summary>Why a comment waits for a person.</summary>
public enum WaitingFor
{
    /// <summary>Readers reported it; everybody sees it meanwhile.</summary>
    Report,

    /// <summary>Its author appeals.</summary>
    Appeal,

    /// <summary>Nobody has decided on it.</summary>
    Decision,
}

/// <summary>What a reader reported.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Text">What they added; may be empty. Personal.</param>
/// <param name="CreatedAt">When, UTC.</param>
/// <param name="IsOpen">Whether nobody has decided on it.</param>
public sealed record ReportView(RefusalReason Reason, string Text, DateTimeOffset CreatedAt, bool IsOpen);

/// <summary>What an author says against a refusal.</summary>
/// <param name="Text">Personal.</param>
/// <param name="CreatedAt">When, UTC.</param>
/// <param name="IsOpen">Whether nobody has decided on it.</param>
public sealed record AppealView(string Text, DateTimeOffset CreatedAt, bool IsOpen);

/// <summary>A comment with all that belongs to it.</summary>
/// <param name="Item">The comment.</param>
/// <param name="Verdicts">What each rule said of it, in their order; empty before they were asked.</param>
/// <param name="Decisions">The oldest first, those that were undone too.</param>
/// <param name="Reports">The oldest first, those that were decided on too.</param>
/// <param name="Appeal">The appeal, also one that was decided on.</param>
/// <param name="Edits">What its author and moderators changed, the oldest first.</param>
/// <param name="HasEmailTag">Whether its author can be blocked by an address.</param>
/// <param name="HasNetworkTag">Whether its network can be blocked.</param>
public sealed record CommentFile(
    QueueItem Item,
    IReadOnlyList<Verdict> Verdicts,
    IReadOnlyList<DecisionView> Decisions,
    IReadOnlyList<ReportView> Reports,
    AppealView? Appeal,
    IReadOnlyList<CommentEditView> Edits,
    bool HasEmailTag,
    bool HasNetworkTag);

/// <summary>A decision of the past.</summary>
/// <param name="Id">Its id.</param>
/// <param name="To">What was decided.</param>
/// <param name="Reason">Why, if somebody wrote it down.</param>
/// <param name="Actor">The class of who decided.</param>
/// <param name="DecidedBy">Who did; null for the command line and for a rule. Personal: a pseudonym.</param>
/// <param name="Rule">What decided where no person did.</param>
/// <param name="DecidedAt">When, UTC.</param>
/// <param name="UndoneAt">When it was taken back, UTC; null where it stands.</param>
public sealed record DecisionView(
    Guid Id,
    ModerationStatus To,
    RefusalReason? Reason,
    AuditActor Actor,
    Guid? DecidedBy,
    string? Rule,
    DateTimeOffset DecidedAt,
    DateTimeOffset? UndoneAt);
