using System.Globalization;

namespace GoNoGo.Comments.Moderation.Rules;

/// <summary>Flags what no person can have sent: a form filled in at once or without a ticket, a field that nobody sees filled in.</summary>
/// <param name="Name">See <see cref="ModerationRule"/>.</param>
/// <param name="Weight">See <see cref="ModerationRule"/>.</param>
/// <param name="Seconds">Below this, a form was filled in by no person.</param>
public sealed record FormRule(string Name, int Weight, int Seconds) : ModerationRule(Name, Weight)
{
    /// <inheritdoc />
    protected override string Settings => Seconds.ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc />
    public override ValueTask<Finding> JudgeAsync(ScreenedComment comment, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(comment);
        return Found(comment.FormSignals.Count > 0);
    }
}
