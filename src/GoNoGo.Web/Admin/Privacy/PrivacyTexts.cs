using System.Text;
using GoNoGo.Platform.Privacy;

namespace GoNoGo.Web.Admin.Privacy;

/// <summary>Names of code as people read them.</summary>
internal static class PrivacyTexts
{
    /// <summary>What a clock removes, as people would say it: <c>network_tags</c> is <c>Network tags</c>.</summary>
    public static string Step(string name) => Spaced(name.Replace('_', ' '));

    public static string Clock(RetentionClock clock) => Spaced(string.Concat(
        clock.ToString().Select((letter, index) => index > 0 && char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{letter}")));

    private static string Spaced(string words) =>
        new StringBuilder(words) { [0] = char.ToUpperInvariant(words[0]) }.ToString();
}
