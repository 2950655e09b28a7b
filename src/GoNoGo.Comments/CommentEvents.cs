using System.Globalization;
using GoNoGo.Platform.Events;
using GoNoGo.Platform.Privacy;

namespace GoNoGo.Comments;

/// <summary>A comment was sent and waits for a decision.</summary>
/// <param name="CommentId">Which.</param>
/// <param name="PostId">The post's slug.</param>
public sealed record CommentCreated([NotPersonal] Guid CommentId, [NotPersonal] string PostId) : IEvent
{
    /// <inheritdoc />
    public static string Type => "comment.created";

    /// <inheritdoc />
    public static int Version => 1;

    /// <inheritdoc />
    public string AggregateId => CommentId.ToString("D", CultureInfo.InvariantCulture);
}

/// <summary>The text of a comment was changed, by its author or by a moderator.</summary>
/// <param name="CommentId">Which.</param>
/// <param name="PostId">The post's slug.</param>
public sealed record CommentEdited([NotPersonal] Guid CommentId, [NotPersonal] string PostId) : IEvent
{
    /// <inheritdoc />
    public static string Type => "comment.edited";

    /// <inheritdoc />
    public static int Version => 1;

    /// <inheritdoc />
    public string AggregateId => CommentId.ToString("D", CultureInfo.InvariantCulture);
}

/// <summary>A comment was erased; only a tombstone is left where it had answers.</summary>
/// <param name="CommentId">Which.</param>
/// <param name="PostId">The post's slug.</param>
public sealed record CommentErased([NotPersonal] Guid CommentId, [NotPersonal] string PostId) : IEvent
{
    /// <inheritdoc />
    public static string Type => "comment.erased";

    /// <inheritdoc />
    public static int Version => 1;

    /// <inheritdoc />
    public string AggregateId => CommentId.ToString("D", CultureInfo.InvariantCulture);
}
