using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Comments.Moderation;

/// <summary>
/// What a commenter's comments have come to: approved against refused. This is the one place that defines it; its owner may see all of it
/// and how it is reckoned (GDPR art. 15(1)(h)).
/// </summary>
/// <param name="Approved">Comments that everybody can see now.</param>
/// <param name="Refused">Comments that were rejected or taken for spam, and that no appeal has brought back.</param>
public sealed record Reputation(int Approved, int Refused)
{
    /// <summary>How it is reckoned, for who it is about.</summary>
    public const string Explanation =
        "The score is the share of your comments that were approved, from 0 to 100: 100 × (approved + 1) ÷ (approved + refused + 2). "
        + "Who has none decided on has 50. Comments that wait, and those that were erased, do not count.";

    private const int TrustedScore = 80;

    /// <summary>0 to 100; 50 for who has no decided comment. One more decision moves it the less, the more there are.</summary>
    public int Score => (int)Math.Round(100.0 * (Approved + 1) / (Approved + Refused + 2), MidpointRounding.AwayFromZero);

    /// <summary>Whether that is enough for comments to be published without a person, where the operator lets them.</summary>
    /// <param name="approved">How many approved comments it takes.</param>
    /// <returns>True from a score of 80 and so many approved comments.</returns>
    public bool IsTrusted(int approved) => Approved >= approved && Score >= TrustedScore;
}

/// <summary>Reads reputations.</summary>
/// <param name="data">The context that the caller's unit of work shares.</param>
public sealed class Reputations(DataContext data)
{
    /// <summary>A commenter's reputation.</summary>
    /// <param name="subject">Whose.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>That of nobody where there is no comment.</returns>
    public async Task<Reputation> FindAsync(SubjectId subject, CancellationToken cancellationToken) =>
        (await FindAsync([subject.Value], cancellationToken)).GetValueOrDefault(subject.Value, new Reputation(0, 0));

    /// <summary>The reputations of several; who has no comment that was decided on is missing.</summary>
    internal async Task<IReadOnlyDictionary<Guid, Reputation>> FindAsync(
        IReadOnlyCollection<Guid> subjects, CancellationToken cancellationToken)
    {
        var counts = await data.Set<Comment>().AsNoTracking()
            .Where(comment => comment.SubjectId != null && subjects.Contains(comment.SubjectId.Value)
                && comment.ModerationStatus != ModerationStatus.Pending)
            .GroupBy(comment => new { comment.SubjectId, IsApproved = comment.ModerationStatus == ModerationStatus.Approved })
            .Select(group => new { group.Key.SubjectId, group.Key.IsApproved, Count = group.Count() })
            .ToListAsync(cancellationToken);
        return counts.GroupBy(one => one.SubjectId!.Value).ToDictionary( // Not null: see above.
            one => one.Key,
            one => new Reputation(
                one.Where(count => count.IsApproved).Sum(count => count.Count),
                one.Where(count => !count.IsApproved).Sum(count => count.Count)));
    }
}
