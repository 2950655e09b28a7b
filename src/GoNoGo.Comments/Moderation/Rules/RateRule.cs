using System.Globalization;

namespace GoNoGo.Comments.Moderation.Rules;

/// <summary>Flags who sends many comments in a short time, by their tag or by their network of the day.</summary>
/// <param name="Name">See <see cref="ModerationRule"/>.</param>
/// <param name="Weight">See <see cref="ModerationRule"/>.</param>
/// <param name="Most">How many are taken without a flag.</param>
/// <param name="Minutes">In how long.</param>
public sealed record RateRule(string Name, int Weight, int Most, int Minutes) : ModerationRule(Name, Weight)
{
    /// <inheritdoc />
    protected override string Settings => string.Create(CultureInfo.InvariantCulture, $"{Most}/{Minutes}");

    /// <inheritdoc />
    public override async ValueTask<Finding> JudgeAsync(ScreenedComment comment, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(comment);
        return await comment.History.SentWithinAsync(TimeSpan.FromMinutes(Minutes), cancellationToken) > Most
            ? Finding.Flagged
            : Finding.Clean;
    }
}
