namespace GoNoGo.Comments.Moderation.Rules;

/// <summary>A comment as rules see it. Its text form is redacted.</summary>
public sealed record ScreenedComment
{
    /// <summary>The text as typed. Personal.</summary>
    public required string Content { get; init; }

    /// <summary>The same, folded, as words between single spaces. Personal.</summary>
    public required string FoldedContent { get; init; }

    /// <summary>The hosts of its links, in ASCII and lower case, one for each link. Personal.</summary>
    public required IReadOnlyList<string> LinkHosts { get; init; }

    /// <summary>The language of the page that it was written on, a BCP 47 tag.</summary>
    public required string PageLanguage { get; init; }

    /// <summary>How old the post was when the comment was sent; null where that is not known.</summary>
    public required TimeSpan? PostAge { get; init; }

    /// <summary>What its form gave away: <c>no_ticket</c>, <c>too_fast</c>, <c>trap_filled</c>.</summary>
    public required IReadOnlyList<string> FormSignals { get; init; }

    /// <summary>What else is known of its author.</summary>
    public required IScreeningHistory History { get; init; }

    /// <summary>A fixed mark in place of the comment.</summary>
    /// <returns><c>[comment]</c></returns>
    public override string ToString() => "[comment]";
}

/// <summary>What rules ask about other comments; answered from the database, or by a trial of rules on past ones.</summary>
public interface IScreeningHistory
{
    /// <summary>How many comments of the same author were approved.</summary>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>0 where the author gave no address: nothing links such comments.</returns>
    Task<int> ApprovedAsync(CancellationToken cancellationToken);

    /// <summary>How many comments came from the same author, or from the same network on the same day, up to this one.</summary>
    /// <param name="period">How far back.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>This one is counted.</returns>
    Task<int> SentWithinAsync(TimeSpan period, CancellationToken cancellationToken);

    /// <summary>Whether the same text was sent before, whatever its author, case and punctuation.</summary>
    /// <param name="period">How far back; no further than texts can be compared, which is 30 days.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>True if it was.</returns>
    Task<bool> WasSentWithinAsync(TimeSpan period, CancellationToken cancellationToken);
}
