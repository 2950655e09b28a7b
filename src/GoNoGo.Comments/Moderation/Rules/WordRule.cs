namespace GoNoGo.Comments.Moderation.Rules;

/// <summary>
/// Flags whole words and phrases, whatever their case, width and the punctuation between them: <c>cheap pills</c> finds
/// <c>Cheap, PILLS!</c> and not <c>cheap pillows</c>.
/// </summary>
/// <param name="Name">See <see cref="ModerationRule"/>.</param>
/// <param name="Weight">See <see cref="ModerationRule"/>.</param>
/// <param name="Words">What is looked for.</param>
public sealed record WordRule(string Name, int Weight, IReadOnlyList<string> Words) : ModerationRule(Name, Weight)
{
    private readonly string[] folded = [.. Words.Select(FoldedText.Of).Where(word => word.Length > 0).Select(word => $" {word} ")];

    /// <inheritdoc />
    protected override string Settings => string.Join('\n', Words);

    /// <inheritdoc />
    public override ValueTask<Finding> JudgeAsync(ScreenedComment comment, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(comment);
        var text = $" {comment.FoldedContent} ";
        return Found(Array.Exists(folded, word => text.Contains(word, StringComparison.Ordinal)));
    }
}
