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

/// <summary>A comment was refused by a person.</summary>
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
