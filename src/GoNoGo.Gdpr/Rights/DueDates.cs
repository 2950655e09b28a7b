namespace GoNoGo.Gdpr.Rights;

/// <summary>
/// Until when a request has to be answered (GDPR art. 12(3)): a calendar month from the day of its receipt, ending with the day of the
/// same number or, where that month has none, with its last (Regulation 1182/71 art. 3).
/// </summary>
public static class DueDates
{
    /// <summary>How many months there are in all where the person was told within the first that it takes longer.</summary>
    public const int ExtendedMonths = 3;

    /// <summary>The last day on which an answer is in time.</summary>
    /// <param name="received">When the request came.</param>
    /// <param name="zone">The zone in which the days of the operator begin: around midnight it decides the day.</param>
    /// <param name="months">1, or <see cref="ExtendedMonths"/>.</param>
    /// <returns>A day in that zone.</returns>
    public static DateOnly Of(DateTimeOffset received, TimeZoneInfo zone, int months = 1) => DayOf(received, zone).AddMonths(months);

    /// <summary>The day of a moment.</summary>
    /// <param name="moment">Any offset.</param>
    /// <param name="zone">The zone whose day is meant, also where its clocks are changed on that day.</param>
    /// <returns>A day in that zone.</returns>
    public static DateOnly DayOf(DateTimeOffset moment, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone).DateTime);
}
