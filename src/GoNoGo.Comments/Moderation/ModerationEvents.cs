using System.Globalization;
using GoNoGo.Platform.Events;
using GoNoGo.Platform.Privacy;

namespace GoNoGo.Comments.Moderation;

/// <summary>A comment may be seen by everybody.</summary>
/// <param name="CommentId">Which.</param>
/// <param name="PostId">The post's slug.</param>
public sealed record CommentApproved([NotPersonal] Guid CommentId, [NotPersonal] string PostId) : IEvent
{
    /// <inheritdoc />
    public static string Type => "comment.approved";

    /// <inheritdoc />
    public static int Version => 1;

    /// <inheritdoc />
    public string AggregateId => CommentId.ToString("D", CultureInfo.InvariantCulture);
}

/// <summary>A comment was refused by a person, or a refusal was upheld against its author's appeal.</summary>
/// <param name="CommentId">Which.</param>
/// <param name="PostId">The post's slug.</param>
public sealed record CommentRejected([NotPersonal] Guid CommentId, [NotPersonal] string PostId) : IEvent
{
    /// <inheritdoc />
    public static string Type => "comment.rejected";

    /// <inheritdoc />
    public static int Version => 1;

    /// <inheritdoc />
    public string AggregateId => CommentId.ToString("D", CultureInfo.InvariantCulture);
}

/// <summary>A decision was taken back within its undo period: what waited for the end of that is not to happen.</summary>
/// <param name="CommentId">Which.</param>
/// <param name="PostId">The post's slug.</param>
public sealed record CommentDecisionUndone([NotPersonal] Guid CommentId, [NotPersonal] string PostId) : IEvent
{
    /// <inheritdoc />
    public static string Type => "comment.decision_undone";

    /// <inheritdoc />
    public static int Version => 1;

    /// <inheritdoc />
    public string AggregateId => CommentId.ToString("D", CultureInfo.InvariantCulture);
}

/// <summary>A person should look at a comment: a rule flagged it, a reader reported it, or its author appeals.</summary>
/// <param name="CommentId">Which.</param>
/// <param name="PostId">The post's slug.</param>
public sealed record CommentFlagged([NotPersonal] Guid CommentId, [NotPersonal] string PostId) : IEvent
{
    /// <inheritdoc />
    public static string Type => "comment.flagged";

    /// <inheritdoc />
    public static int Version => 1;

    /// <inheritdoc />
    public string AggregateId => CommentId.ToString("D", CultureInfo.InvariantCulture);
}
