using GoNoGo.Comments;
using GoNoGo.Comments.Moderation;

namespace GoNoGo.Web.Admin.Moderation;

/// <summary>The queue as it is drawn.</summary>
public sealed record QueueModel
{
    /// <summary>The comments of this page.</summary>
    public required IReadOnlyList<QueueItem> Items { get; init; }

    /// <summary>What is looked for.</summary>
    public required QueueFilter Filter { get; init; }

    /// <summary>Where the next page begins; null on the last.</summary>
    public required string? Next { get; init; }

    /// <summary>The filter as a query, beginning with a question mark; empty without one.</summary>
    public required string Query { get; init; }

    /// <summary>Whether this is the beginning of the queue.</summary>
    public required bool IsFirst { get; init; }

    /// <summary>How much waits in all.</summary>
    public required QueueFigures Figures { get; init; }

    /// <summary>The flags to choose from.</summary>
    public required IReadOnlyList<string> Flags { get; init; }

    /// <summary>The title and address of a post; the slug and no address where it is gone.</summary>
    public required Func<string, (string Title, string? Address)> TitleOf { get; init; }

    /// <summary>What has just been decided.</summary>
    public QueueOutcome? Outcome { get; init; }

    internal static string QueryOf(QueueFilter filter) => QueryString.Create(
        new[] { ("post", filter.PostId), ("flag", filter.Flag), ("q", filter.Search) }
            .Where(part => part.Item2 is not null)
            .Select(part => KeyValuePair.Create(part.Item1, part.Item2))).ToString();

    internal static IReadOnlyList<string> FlagsOf(ModerationPolicy policy) =>
        [.. policy.Rules.Select(rule => rule.Name).Concat(["no_ticket", "too_fast", "trap_filled"]).Distinct(StringComparer.Ordinal)];
}

/// <summary>What came of a press of a button.</summary>
/// <param name="Results">One for each comment.</param>
/// <param name="Refusal">Why nothing was decided; null where something was.</param>
public sealed record QueueOutcome(IReadOnlyList<QueueResult> Results, string? Refusal = null);

/// <summary>What came of one comment.</summary>
/// <param name="CommentId">Which.</param>
/// <param name="Status">Its status now; null where it was refused.</param>
/// <param name="Decision">The decision's id, to take it back; null where nothing changed.</param>
/// <param name="Refusal">Why it was not decided on; null where it was.</param>
/// <param name="IsGone">Whether the comment is not there any more.</param>
public sealed record QueueResult(Guid CommentId, ModerationStatus? Status, Guid? Decision, string? Refusal, bool IsGone)
{
    /// <summary>Whether a decision was taken back.</summary>
    public bool WasUndone { get; init; }

    internal static QueueResult Of(BulkResult result) => new(
        result.CommentId, result.Decision?.Status, result.Decision?.Id, result.Refusal?.Message, result.Refusal is CommentNotFound);
}
