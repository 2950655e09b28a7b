using System.Globalization;

namespace GoNoGo.Comments.Moderation.Rules;

/// <summary>Flags a comment with many links.</summary>
/// <param name="Name">See <see cref="ModerationRule"/>.</param>
/// <param name="Weight">See <see cref="ModerationRule"/>.</param>
/// <param name="Most">How many are taken without a flag.</param>
public sealed record LinkRule(string Name, int Weight, int Most) : ModerationRule(Name, Weight)
{
    /// <inheritdoc />
    protected override string Settings => Most.ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc />
    public override ValueTask<Finding> JudgeAsync(ScreenedComment comment, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(comment);
        return Found(comment.LinkHosts.Count > Most);
    }
}
