using System.Globalization;

namespace GoNoGo.Comments.Moderation.Rules;

/// <summary>Flags comments on old posts, which people read and programs write to.</summary>
/// <param name="Name">See <see cref="ModerationRule"/>.</param>
/// <param name="Weight">See <see cref="ModerationRule"/>.</param>
/// <param name="Days">The age from which on it flags.</param>
public sealed record PostAgeRule(string Name, int Weight, int Days) : ModerationRule(Name, Weight)
{
    /// <inheritdoc />
    protected override string Settings => Days.ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc />
    public override ValueTask<Finding> JudgeAsync(ScreenedComment comment, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(comment);
        return Found(comment.PostAge is { } age && age >= TimeSpan.FromDays(Days));
    }
}
