using System.Globalization;

namespace GoNoGo.Gdpr.UserActions;

/// <summary>The cell of a user action in the table of counts.</summary>
/// <param name="Day">UTC.</param>
/// <param name="Type">One of <see cref="UserActionTypes"/>.</param>
/// <param name="Subject">A post's slug, or a purpose and act; may be empty.</param>
/// <param name="ReferrerDomain">May be empty.</param>
internal readonly record struct CountedAction(DateOnly Day, string Type, string Subject, string ReferrerDomain)
{
    /// <summary>The longest name that DNS allows.</summary>
    public const int LongestDomain = 253;

    /// <summary>What counts are kept for: two years can be compared, and one month to do it in.</summary>
    public const int MonthsKept = 25;

    public int DayNumber => (Day.Year * 10_000) + (Day.Month * 100) + Day.Day;

    public DateTimeOffset DeleteAt => new(Day.AddMonths(MonthsKept).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    public static DateOnly DayOf(int number) =>
        DateOnly.ParseExact(number.ToString(CultureInfo.InvariantCulture), "yyyyMMdd", CultureInfo.InvariantCulture);

    /// <summary>Of a reader who asked not to be tracked nothing is kept of where they came from.</summary>
    public static CountedAction Of(UserAction action, DateTimeOffset at) => new(
        DateOnly.FromDateTime(at.UtcDateTime),
        action.Type,
        action.Type is UserActionTypes.Consent
            ? $"{Field(action, UserActionTypes.Purpose)} {Field(action, UserActionTypes.Act)}"
            : Field(action, UserActionTypes.Post),
        action.IsCountOnly ? "" : Field(action, UserActionTypes.ReferrerDomain));

    private static string Field(UserAction action, string name) =>
        UserActionTypes.FieldsOf(action.Type).Contains(name) ? action.Fields.GetValueOrDefault(name, "") : "";
}
