using System.Globalization;

namespace GoNoGo.Comments.Moderation.Rules;

/// <summary>Flags what is very short or very long.</summary>
/// <param name="Name">See <see cref="ModerationRule"/>.</param>
/// <param name="Weight">See <see cref="ModerationRule"/>.</param>
/// <param name="Shortest">In code points.</param>
/// <param name="Longest">In code points.</param>
public sealed record LengthRule(string Name, int Weight, int Shortest, int Longest) : ModerationRule(Name, Weight)
{
    /// <inheritdoc />
    protected override string Settings => string.Create(CultureInfo.InvariantCulture, $"{Shortest}-{Longest}");

    /// <inheritdoc />
    public override ValueTask<Finding> JudgeAsync(ScreenedComment comment, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(comment);
        var length = comment.Content.EnumerateRunes().Count();
        return Found(length < Shortest || length > Longest);
    }
}
