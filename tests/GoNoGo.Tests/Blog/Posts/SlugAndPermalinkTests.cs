using GoNoGo.Blog.Posts;

namespace GoNoGo.Tests.Blog.Posts;

public sealed class SlugAndPermalinkTests
{
    [Theory]
    [InlineData("Hello, World!", "hello-world")]
    [InlineData("Rust-1.88.0", "rust-1.88.0")]
    [InlineData("a/b\\c", "a-b-c")]
    [InlineData("Don't  stop…", "dont-stop")]
    [InlineData("Über Größe", "über-größe")]
    [InlineData("Привет, мир", "привет-мир")]
    [InlineData("हिन्दी", "हिन्दी")]
    [InlineData("..", "untitled")]
    [InlineData("🎉", "untitled")]
    public void A_slug_is_lower_case_and_joined_by_hyphens(string text, string slug) => Assert.Equal(slug, Slug.From(text));

    [Fact]
    public void A_slug_has_bounds() => Assert.InRange(Slug.From(new string('a', 5000)).Length, 1, Slug.MaxLength);

    [Theory]
    [InlineData("/:year/:month/:slug/", "/2020/01/x/")]
    [InlineData("/:section/:title", "/news/x/")]
    [InlineData("pretty", "/2020/01/02/x/")]
    public void A_pattern_makes_an_address(string text, string address)
    {
        Assert.True(PermalinkPattern.TryParse(text, out var pattern, out _));
        Assert.Equal(address, pattern.Format(new DateTimeOffset(2020, 1, 2, 0, 0, 0, TimeSpan.Zero), "x", "news"));
    }

    [Fact]
    public void An_empty_section_falls_away()
    {
        Assert.True(PermalinkPattern.TryParse("/:section/:slug/", out var pattern, out _));
        Assert.Equal("/x/", pattern.Format(default, "x", ""));
    }

    [Theory]
    [InlineData("/:year/", ":slug")]
    [InlineData(":slug", "slash")]
    [InlineData("/:slug/:colour/", ":colour")]
    [InlineData("/../:slug/", "plain path")]
    [InlineData("/:slug.html", ".html")]
    public void A_wrong_pattern_says_why(string text, string why)
    {
        Assert.False(PermalinkPattern.TryParse(text, out _, out var problem));
        Assert.Contains(why, problem, StringComparison.Ordinal);
    }
}
