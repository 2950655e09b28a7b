using System.Globalization;
using GoNoGo.Platform.Events;
using GoNoGo.Platform.Privacy;

namespace GoNoGo.Gdpr.Consent;

/// <summary>Somebody agreed to a purpose when sending a comment.</summary>
/// <param name="CommentId">The comment.</param>
/// <param name="Purpose">One of <see cref="ConsentPurposes"/>.</param>
public sealed record ConsentGiven([NotPersonal] Guid CommentId, [NotPersonal] string Purpose) : IEvent
{
    /// <inheritdoc />
    public static string Type => "consent.given";

    /// <inheritdoc />
    public static int Version => 1;

    /// <inheritdoc />
    public string AggregateId => CommentId.ToString("D", CultureInfo.InvariantCulture);
}

/// <summary>Somebody no longer agrees to a purpose.</summary>
/// <param name="CommentId">The comment with which they had agreed.</param>
/// <param name="Purpose">One of <see cref="ConsentPurposes"/>.</param>
public sealed record ConsentWithdrawn([NotPersonal] Guid CommentId, [NotPersonal] string Purpose) : IEvent
{
    /// <inheritdoc />
    public static string Type => "consent.withdrawn";

    /// <inheritdoc />
    public static int Version => 1;

    /// <inheritdoc />
    public string AggregateId => CommentId.ToString("D", CultureInfo.InvariantCulture);
}
