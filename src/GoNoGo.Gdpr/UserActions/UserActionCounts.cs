using GoNoGo.Platform.Data;

namespace GoNoGo.Gdpr.UserActions;

/// <summary>Counts what stands for something stored, exactly once each: within the unit of work of an event's handler.</summary>
public static class UserActionCounts
{
    /// <summary>Counts a comment that was sent.</summary>
    /// <param name="transaction">The handler's unit of work; the count commits with it.</param>
    /// <param name="post">The post's slug.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>When the count is part of the unit.</returns>
    public static Task AddCommentSentAsync(Transaction transaction, string post, CancellationToken cancellationToken) =>
        AddAsync(transaction, UserActionTypes.CommentSent, post, cancellationToken);

    /// <summary>Counts a consent that was given or withdrawn.</summary>
    /// <param name="transaction">The handler's unit of work; the count commits with it.</param>
    /// <param name="purpose">The purpose of the consent.</param>
    /// <param name="act"><c>given</c> or <c>withdrawn</c>.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>When the count is part of the unit.</returns>
    internal static Task AddConsentAsync(Transaction transaction, string purpose, string act, CancellationToken cancellationToken) =>
        AddAsync(transaction, UserActionTypes.Consent, $"{purpose} {act}", cancellationToken);

    private static Task AddAsync(Transaction transaction, string type, string subject, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        var day = DateOnly.FromDateTime(transaction.StartedAt.UtcDateTime);
        return UserActionStore.AddAsync(transaction, new CountedAction(day, type, subject, ""), 1, cancellationToken);
    }
}
