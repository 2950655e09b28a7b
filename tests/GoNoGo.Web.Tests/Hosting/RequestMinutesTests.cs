using GoNoGo.Web.Pipeline;
using Microsoft.Extensions.Time.Testing;

namespace GoNoGo.Web.Tests.Hosting;

/// <summary>How requests were answered over the last minutes, and nothing of who asked.</summary>
public sealed class RequestMinutesTests
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2028, 2, 29, 12, 0, 30, TimeSpan.Zero));

    [Fact]
    public void Counts_times_and_errors_are_those_of_the_minutes_that_are_asked_for()
    {
        var minutes = new RequestMinutes(clock);
        for (var milliseconds = 1; milliseconds <= 100; milliseconds++)
        {
            minutes.Note(milliseconds <= 4 ? 503 : 200, TimeSpan.FromMilliseconds(milliseconds));
        }

        clock.Advance(TimeSpan.FromMinutes(10));
        minutes.Note(404, TimeSpan.FromMilliseconds(5));

        var hour = minutes.Sum(60);
        var last = minutes.Sum(10);

        Assert.Equal((101, 4), (hour.Requests, hour.Failures));
        Assert.Equal(4 / 101d, hour.ErrorRate);
        Assert.Equal(50.05, hour.MeanMilliseconds);
        Assert.InRange(hour.P50Milliseconds!.Value, 50, 55);
        Assert.InRange(hour.P95Milliseconds!.Value, 95, 104.5);
        Assert.InRange(hour.P99Milliseconds!.Value, 99, 109);
        Assert.Equal((1, 0), (last.Requests, last.Failures));
        Assert.Equal(0, last.ErrorRate);
    }

    [Fact]
    public void What_is_older_than_a_day_is_gone_and_none_is_no_error()
    {
        var minutes = new RequestMinutes(clock);
        minutes.Note(500, TimeSpan.FromSeconds(1));
        clock.Advance(TimeSpan.FromHours(24));

        var day = minutes.Sum(24 * 60);

        Assert.Equal((0, null, null), (day.Requests, day.ErrorRate, day.P99Milliseconds));
    }
}
