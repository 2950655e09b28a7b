using GoNoGo.Blog.Posts;
using GoNoGo.Platform.Privacy;
using Microsoft.Extensions.Time.Testing;

namespace GoNoGo.Tests.Blog.Posts;

/// <summary>Signed links to what is not published.</summary>
public sealed class DraftLinksTests : IDisposable
{
    private readonly Testing.TemporaryFolder temporary = new();
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly KeyRing keys;
    private readonly DraftLinks links;

    public DraftLinksTests()
    {
        var folder = new KeyFolder(temporary["keys"]);
        folder.Ensure(mayMake: true);
        keys = new KeyRing(folder, clock);
        links = new DraftLinks(keys, clock);
    }

    [Fact]
    public void A_link_opens_its_post_for_seven_days_and_no_other_one()
    {
        var token = links.TokenFor("next");

        Assert.Equal(clock.GetUtcNow().AddDays(7), links.Read("next", token));
        Assert.Null(links.Read("other", token));
        clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        Assert.NotNull(links.Read("next", token));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(links.Read("next", token));
    }

    [Fact]
    public void A_link_with_any_character_changed_opens_nothing()
    {
        var token = links.TokenFor("next");
        for (var at = 0; at < token.Length; at++)
        {
            Assert.Null(links.Read("next", $"{token[..at]}{(token[at] == 'A' ? 'B' : 'A')}{token[(at + 1)..]}"));
        }

        Assert.All(["", "x", token + "A", token[..^1], "é"], text => Assert.Null(links.Read("next", text)));
    }

    [Fact]
    public void Replacing_the_key_ends_all_links()
    {
        var token = links.TokenFor("next");

        keys.Rotate(KeyPurpose.DraftLink);

        Assert.Null(links.Read("next", token));
        Assert.NotNull(links.Read("next", links.TokenFor("next")));
    }

    public void Dispose() => temporary.Dispose();
}
