namespace GoNoGo.Comments.Moderation.Rules;

/// <summary>Flags a text that is clearly in a language which nobody expects here; what is too short to tell is let be.</summary>
/// <param name="Name">See <see cref="ModerationRule"/>.</param>
/// <param name="Weight">See <see cref="ModerationRule"/>.</param>
/// <param name="Languages">Those expected beside that of the page, each the first part of a BCP 47 tag in lower case.</param>
public sealed record LanguageRule(string Name, int Weight, IReadOnlyList<string> Languages) : ModerationRule(Name, Weight)
{
    /// <inheritdoc />
    protected override string Settings => string.Join(',', Languages);

    /// <inheritdoc />
    public override ValueTask<Finding> JudgeAsync(ScreenedComment comment, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(comment);
        var page = comment.PageLanguage.Split('-')[0].ToLowerInvariant();
        return Found(!LanguageGuess.MayBe(comment.Content, [.. Languages, page]));
    }
}
