namespace GoNoGo.Comments.Moderation.Rules;

/// <summary>Flags who has not had a comment approved yet.</summary>
/// <param name="Name">See <see cref="ModerationRule"/>.</param>
/// <param name="Weight">See <see cref="ModerationRule"/>.</param>
public sealed record FirstCommentRule(string Name, int Weight) : ModerationRule(Name, Weight)
{
    /// <inheritdoc />
    protected override string Settings => "";

    /// <inheritdoc />
    public override async ValueTask<Finding> JudgeAsync(ScreenedComment comment, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(comment);
        return await comment.History.ApprovedAsync(cancellationToken) == 0 ? Finding.Flagged : Finding.Clean;
    }
}
