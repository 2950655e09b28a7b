using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace GoNoGo.Comments.Moderation.Rules;

/// <summary>
/// One question that is asked of every comment before a person reads it. A rule only flags: it never refuses, and nothing that it
/// reads leaves the server. A classifier that runs on this machine is another rule.
/// </summary>
/// <param name="Name">Its name in flags and in the audit trail: <c>a</c> to <c>z</c>, digits and <c>_</c>, at most 30.</param>
/// <param name="Weight">How far down the queue it puts a comment that it flags, 0 to <see cref="HighestWeight"/>.</param>
public abstract record ModerationRule(string Name, int Weight)
{
    /// <summary>The heaviest that one rule can be.</summary>
    public const int HighestWeight = 50;

    /// <summary>The longest name of a rule.</summary>
    public const int LongestName = 30;

    private const int DigestLength = 6;

    /// <summary>The number of the code that judges and a digest of its settings, so that a verdict can be told from a later one.</summary>
    public string Version => string.Create(CultureInfo.InvariantCulture, $"{Code}.{Digest()}");

    /// <summary>Rises when the same settings come to judge otherwise.</summary>
    protected virtual int Code => 1;

    /// <summary>What the rule is set to, as text: another text makes another version.</summary>
    protected abstract string Settings { get; }

    /// <summary>Looks at a comment.</summary>
    /// <param name="comment">What is known of it. Personal.</param>
    /// <param name="cancellationToken">Ends what the rule asks of the database.</param>
    /// <returns>What it found.</returns>
    public abstract ValueTask<Finding> JudgeAsync(ScreenedComment comment, CancellationToken cancellationToken);

    /// <summary>What a rule answers that only had to look.</summary>
    /// <param name="isFlagged">Whether it saw what it looks for.</param>
    /// <returns>The finding.</returns>
    protected static ValueTask<Finding> Found(bool isFlagged) =>
        ValueTask.FromResult(isFlagged ? Finding.Flagged : Finding.Clean);

    private string Digest() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Settings)))[..DigestLength];
}

/// <summary>What a rule found.</summary>
public enum Finding
{
    /// <summary>Nothing.</summary>
    Clean,

    /// <summary>What it looks for.</summary>
    Flagged,

    /// <summary>It could not come to an end in its time; the other rules were asked all the same.</summary>
    Undecided,
}
