using System.Text;
using GoNoGo.Gdpr.Consent;
using GoNoGo.Gdpr.Rights;
using GoNoGo.Platform.Privacy;
using GoNoGo.Web.Admin.Frame;

namespace GoNoGo.Web.Admin.Privacy;

/// <summary>Words of the pages about personal data.</summary>
internal static class PrivacyTexts
{
    public static string Kind(PrivacyRequestKind kind) => kind switch
    {
        PrivacyRequestKind.Rectification => "Correction of a comment",
        PrivacyRequestKind.Restriction => "Restriction of processing",
        PrivacyRequestKind.Objection => "Objection to processing",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, message: null),
    };

    public static string State(PrivacyRequestState state) => state switch
    {
        PrivacyRequestState.Open => "waits",
        PrivacyRequestState.Done => "carried out",
        PrivacyRequestState.Refused => "refused",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, message: null),
    };

    /// <summary>Until when it has to be answered, in words that need no arithmetic.</summary>
    public static string Due(DateOnly due, DateOnly today) => (due.DayNumber - today.DayNumber) switch
    {
        < -1 and var days => $"{AdminWords.Number(-days)} days overdue",
        -1 => "overdue since yesterday",
        0 => "due today",
        1 => "due tomorrow",
        var days => $"due in {AdminWords.Number(days)} days",
    };

    public static string Purpose(string purpose) => purpose switch
    {
        ConsentPurposes.PublishComment => "Publishing a comment",
        ConsentPurposes.NotifyByEmail => "Mails about it",
        _ => purpose,
    };

    /// <summary>What a clock removes, as people would say it: <c>network_tags</c> is <c>Network tags</c>.</summary>
    public static string Step(string name) => Spaced(name.Replace('_', ' '));

    public static string Clock(RetentionClock clock) => Spaced(string.Concat(
        clock.ToString().Select((letter, index) => index > 0 && char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{letter}")));

    private static string Spaced(string words) =>
        new StringBuilder(words) { [0] = char.ToUpperInvariant(words[0]) }.ToString();
}
