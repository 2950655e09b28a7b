using System.Net;
using GoNoGo.Platform.Privacy;
using Microsoft.Extensions.Time.Testing;

namespace GoNoGo.Tests.Platform.Privacy;

/// <summary>The keys of network tags: one a UTC day, yesterday's kept, older ones destroyed.</summary>
public sealed class DailyKeyTests : IDisposable
{
    private readonly Testing.TemporaryFolder temporary = new();

    [Theory]
    [InlineData("2028-02-28T23:59:59Z", 20280228, 20280229, 20280301)]
    [InlineData("2027-02-27T23:59:59Z", 20270227, 20270228, 20270301)]
    [InlineData("2026-12-30T23:59:59Z", 20261230, 20261231, 20270101)]
    [InlineData("2026-03-28T23:59:59Z", 20260328, 20260329, 20260330)]
    [InlineData("2026-10-24T23:59:59Z", 20261024, 20261025, 20261026)]
    public void Yesterdays_key_is_kept_and_older_ones_are_destroyed(string start, int first, int second, int third)
    {
        var (ring, clock) = Open(start);

        Assert.Equal(first, ring.Today().Version);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(second, ring.Today().Version);
        Assert.Equal([Name(first), Name(second)], Files());
        clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(third, ring.Today().Version);

        Assert.Equal([Name(second), Name(third)], Files());
        Assert.Null(ring.Find(KeyPurpose.NetworkTag, first));
        Assert.NotNull(ring.Find(KeyPurpose.NetworkTag, second));
    }

    [Fact]
    public void A_day_has_one_key_however_often_the_program_starts_and_whatever_the_local_clock_says()
    {
        var (ring, clock) = Open("2026-03-29T00:00:00Z");
        var address = IPAddress.Parse("192.0.2.1");
        var tag = new Pseudonyms(ring).Tag(address);

        // In this zone the hour after 01:00 UTC is skipped, and midnight comes two hours before that of UTC.
        clock.SetLocalTimeZone(TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));
        clock.Advance(TimeSpan.FromHours(23));
        var restarted = new KeyRing(new KeyFolder(temporary["keys"]), clock);

        Assert.Equal(tag, new Pseudonyms(ring).Tag(address));
        Assert.Equal(tag, new Pseudonyms(restarted).Tag(address));
    }

    public void Dispose() => temporary.Dispose();

    private static string Name(int day) => KeyFolder.FileName(KeyPurpose.NetworkTag, day);

    private (KeyRing Ring, FakeTimeProvider Clock) Open(string start)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.Parse(start, System.Globalization.CultureInfo.InvariantCulture));
        return (new KeyRing(new KeyFolder(temporary["keys"]), clock), clock);
    }

    private IEnumerable<string?> Files() =>
        Directory.GetFiles(temporary["keys"], "*.key").Select(Path.GetFileName).Order(StringComparer.Ordinal);
}
