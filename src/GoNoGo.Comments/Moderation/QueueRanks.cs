using System.Globalization;
using GoNoGo.Comments.Moderation.Rules;

namespace GoNoGo.Comments.Moderation;

/// <summary>
/// The place of a comment in the queue: what readers reported first, since everybody sees it; then appeals; then what waits, the heavier
/// its flags the later. Of one rank, the older comes first.
/// </summary>
internal static class QueueRanks
{
    public const int Reported = 0;
    public const int Appealed = 1;
    public const int Unflagged = 10;
    public const int KeyLength = RankLength + 32;
    public const int RankLength = 2;
    private const int Lowest = 99;

    /// <summary>The key by which the queue is sorted: text compares by code point in both databases.</summary>
    public static string KeyOf(int rank, Guid id) => string.Create(CultureInfo.InvariantCulture, $"{rank:00}{id:N}");

    public static bool IsKey(string text) => text.Length == KeyLength
        && text.AsSpan(0, RankLength).ContainsAnyExceptInRange('0', '9') is false
        && Guid.TryParseExact(text.AsSpan(RankLength), "N", out _);

    /// <summary>Before every key of a rank, behind all of those before it.</summary>
    public static string KeyFrom(int rank) => rank.ToString("00", CultureInfo.InvariantCulture);

    public static int RankOf(string key) => int.Parse(key.AsSpan(0, RankLength), CultureInfo.InvariantCulture);

    /// <summary>Null where nothing waits for a person.</summary>
    public static int? Of(Comment comment, bool isReported, bool isAppealed) => comment switch
    {
        { IsDeleted: true } => null,
        { ModerationStatus: ModerationStatus.Approved } when isReported => Reported,
        { ModerationStatus: ModerationStatus.Pending } => Waiting(comment.Verdicts),
        { ModerationStatus: ModerationStatus.Rejected or ModerationStatus.Spam } when isAppealed => Appealed,
        _ => null,
    };

    public static int Waiting(string verdicts) => Math.Min(Unflagged + Verdicts.WeightOf(verdicts), Lowest);
}
