using System.Net;
using GoNoGo.Platform.Privacy;
using Microsoft.Extensions.Time.Testing;

namespace GoNoGo.Tests.Platform.Privacy;

public sealed class PseudonymTests : IDisposable
{
    private readonly Testing.TemporaryFolder temporary = new();
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2028, 2, 29, 12, 0, 0, TimeSpan.Zero));
    private readonly Pseudonyms pseudonyms;

    public PseudonymTests()
    {
        var folder = new KeyFolder(temporary["keys"]);
        folder.Ensure(mayMake: true);
        pseudonyms = new Pseudonyms(new KeyRing(folder, clock));
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.254", true)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.77", true)]
    [InlineData("192.0.2.1", "192.0.3.1", false)]
    [InlineData("2001:db8:1::1", "2001:db8:1:ffff:ffff::2", true)]
    [InlineData("2001:db8:1::1", "2001:db8:2::1", false)]
    [InlineData("fe80::1%1", "fe80::2%2", true)]
    [InlineData("127.0.0.1", "::1", false)]
    public void A_network_has_one_tag_and_another_network_has_another(string left, string right, bool same) =>
        Assert.Equal(same, Tag(left) == Tag(right));

    [Fact]
    public void Two_days_of_one_network_cannot_be_linked()
    {
        var today = Tag("192.0.2.1");
        clock.Advance(TimeSpan.FromDays(1));
        var tomorrow = Tag("192.0.2.1");

        Assert.NotEqual(today.Value.Split(':')[1], tomorrow.Value.Split(':')[1]);
    }

    [Fact]
    public void An_address_keeps_its_tag_over_the_days_and_tags_of_two_kinds_never_meet()
    {
        var address = EmailAddress.TryParse("ada@example.org")!; // It is an address.
        var today = pseudonyms.Tag(address);
        clock.Advance(TimeSpan.FromDays(400));

        Assert.Equal(today, pseudonyms.Tag(EmailAddress.TryParse(" ada@EXAMPLE.org ")!)); // It is the same address.
        Assert.Matches("^1:[A-Za-z0-9_-]{43}$", today.Value);
        Assert.NotEqual(today, pseudonyms.Tag(EmailAddress.TryParse("Ada@example.org")!)); // RFC 5321: another local part.
    }

    [Fact]
    public void What_is_printed_by_mistake_tells_nothing() => Assert.Equal(
        "[network] [email] [address]",
        $"{Tag("192.0.2.1")} {pseudonyms.Tag(EmailAddress.TryParse("ada@example.org")!)} {EmailAddress.TryParse("ada@example.org")}");

    public void Dispose() => temporary.Dispose();

    private NetworkTag Tag(string address) => pseudonyms.Tag(IPAddress.Parse(address));
}
