using System.Globalization;

namespace GoNoGo.Comments.Moderation.Rules;

/// <summary>Flags a text that was sent before.</summary>
/// <param name="Name">See <see cref="ModerationRule"/>.</param>
/// <param name="Weight">See <see cref="ModerationRule"/>.</param>
/// <param name="Days">How far back, at most <see cref="MostDays"/>.</param>
public sealed record DuplicateRule(string Name, int Weight, int Days) : ModerationRule(Name, Weight)
{
    /// <summary>How long texts can be compared: their tags go with those of networks.</summary>
    public const int MostDays = 30;

    /// <inheritdoc />
    protected override string Settings => Days.ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc />
    public override async ValueTask<Finding> JudgeAsync(ScreenedComment comment, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(comment);
        return await comment.History.WasSentWithinAsync(TimeSpan.FromDays(Days), cancellationToken) ? Finding.Flagged : Finding.Clean;
    }
}
