using System.Text.RegularExpressions;

namespace GoNoGo.Comments.Moderation.Rules;

/// <summary>
/// Flags what a regular expression matches. It is matched without backtracking, in time that grows with the text alone; one that would
/// need backtracking is refused where it is written.
/// </summary>
public sealed record PatternRule : ModerationRule
{
    /// <summary>The longest pattern, in characters.</summary>
    public const int LongestPattern = 500;

    // A counted repetition within another multiplies what has to be built: (a{1000}){1000} is a million states.
    private const int LargestAutomaton = 10_000;
    private const string AutomatonSize = "REGEX_NONBACKTRACKING_MAX_AUTOMATA_SIZE";
    private static readonly TimeSpan MatchTime = TimeSpan.FromMilliseconds(250);

    private readonly Regex expression;

    static PatternRule() => AppContext.SetData(AutomatonSize, LargestAutomaton);

    private PatternRule(string name, int weight, Regex expression)
        : base(name, weight) => this.expression = expression;

    /// <inheritdoc />
    protected override string Settings => expression.ToString();

    /// <summary>Compiles a pattern; case does not count.</summary>
    /// <param name="name">See <see cref="ModerationRule"/>.</param>
    /// <param name="weight">See <see cref="ModerationRule"/>.</param>
    /// <param name="pattern">A .NET regular expression without look-around, back-references and atomic groups.</param>
    /// <param name="problem">Why there is no rule, as the end of a sentence that begins with the pattern; null where there is one.</param>
    /// <returns>Null where the pattern cannot be used.</returns>
    public static PatternRule? TryCompile(string name, int weight, string pattern, out string? problem)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        problem = null;
        if (pattern.Length > LongestPattern)
        {
            problem = $"is longer than {LongestPattern} characters";
            return null;
        }

        try
        {
            const RegexOptions options = RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;
            return new PatternRule(name, weight, new Regex(pattern, options, MatchTime));
        }
        catch (RegexParseException broken)
        {
            problem = $"does not compile: {broken.Error} at character {broken.Offset}";
        }
        catch (NotSupportedException)
        {
            problem = "would backtrack or grow too large: do without look-around, back-references, atomic groups and large counts";
        }

        return null;
    }

    /// <inheritdoc />
    public override ValueTask<Finding> JudgeAsync(ScreenedComment comment, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(comment);
        try
        {
            return Found(expression.IsMatch(comment.Content));
        }
        catch (RegexMatchTimeoutException)
        {
            return ValueTask.FromResult(Finding.Undecided);
        }
    }
}
