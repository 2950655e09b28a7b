using System.Globalization;
using GoNoGo.Gdpr.Rights;

namespace GoNoGo.Tests.Gdpr.Rights;

/// <summary>A calendar month, over leap years and days on which the clocks are changed.</summary>
public sealed class DueDateTests
{
    [Theory]
    [InlineData("2028-01-31T12:00:00Z", "UTC", "2028-02-29", "2028-04-30")]
    [InlineData("2027-01-31T12:00:00Z", "UTC", "2027-02-28", "2027-04-30")]
    [InlineData("2028-02-29T12:00:00Z", "UTC", "2028-03-29", "2028-05-29")]
    [InlineData("2026-12-31T12:00:00Z", "UTC", "2027-01-31", "2027-03-31")]
    [InlineData("2026-03-28T22:59:59Z", "Europe/Berlin", "2026-04-28", "2026-06-28")]
    [InlineData("2026-03-28T23:00:00Z", "Europe/Berlin", "2026-04-29", "2026-06-29")]
    [InlineData("2026-10-24T22:00:00Z", "Europe/Berlin", "2026-11-25", "2027-01-25")]
    [InlineData("2026-10-25T22:59:59Z", "Europe/Berlin", "2026-11-25", "2027-01-25")]
    [InlineData("2026-10-25T23:00:00Z", "Europe/Berlin", "2026-11-26", "2027-01-26")]
    public void A_request_is_due_on_the_same_day_of_the_next_month_or_its_last(string received, string zone, string due, string extended)
    {
        var moment = DateTimeOffset.Parse(received, CultureInfo.InvariantCulture);
        var place = TimeZoneInfo.FindSystemTimeZoneById(zone);

        Assert.Equal(due, DueDates.Of(moment, place).ToString("O", CultureInfo.InvariantCulture));
        Assert.Equal(extended, DueDates.Of(moment, place, DueDates.ExtendedMonths).ToString("O", CultureInfo.InvariantCulture));
    }
}
