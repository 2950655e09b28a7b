using System.Globalization;

namespace GoNoGo.Comments.Moderation.Rules;

/// <summary>What one rule said of a comment, and which version of it.</summary>
/// <param name="Rule">The rule's name.</param>
/// <param name="Version">The version that judged.</param>
/// <param name="Finding">What it found.</param>
/// <param name="Weight">How heavy it is; 0 where it found nothing.</param>
public sealed record Verdict(string Rule, string Version, Finding Finding, int Weight);

/// <summary>Verdicts as they stand with a comment: <c>rule@version=finding:weight</c>, joined by semicolons.</summary>
internal static class Verdicts
{
    /// <summary>Thirty rules of the longest name fit.</summary>
    public const int LongestText = 2000;

    public static string Write(IEnumerable<Verdict> verdicts) => string.Join(';', verdicts.Select(verdict => string.Create(
        CultureInfo.InvariantCulture, $"{verdict.Rule}@{verdict.Version}={Word(verdict.Finding)}:{verdict.Weight}")));

    public static IReadOnlyList<Verdict> Read(string text) =>
        [.. text.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(ReadOne)];

    public static int WeightOf(string text) => Read(text).Sum(verdict => verdict.Weight);

    public static string Word(Finding finding) => finding.ToString().ToLowerInvariant();

    private static Verdict ReadOne(string text)
    {
        var (at, equals, colon) = (
            text.IndexOf('@', StringComparison.Ordinal), text.IndexOf('=', StringComparison.Ordinal), text.LastIndexOf(':'));
        return new Verdict(
            text[..at],
            text[(at + 1)..equals],
            Enum.Parse<Finding>(text.AsSpan((equals + 1)..colon), ignoreCase: true),
            int.Parse(text.AsSpan(colon + 1), CultureInfo.InvariantCulture));
    }
}
