using GoNoGo.Blog.Content;
using GoNoGo.Blog.Images;

namespace GoNoGo.Tests.Blog.Images;

/// <summary>How a page describes its pictures.</summary>
public sealed class PictureMarkupTests
{
    private const string Lazy = "loading=\"lazy\"";

    private static PictureIndex Pictures { get; } = new(
        [
            new Asset("/a b.png", "static/a b.png", "0a", "image/png", 9) { Picture = new PictureSize(900, 300, MayMove: false) },
            new Asset("/film.gif", "static/film.gif", "0b", "image/gif", 9) { Picture = new PictureSize(900, 300, MayMove: true) },
        ],
        blob => blob == "0a" ? new ShelvedPicture([480, 800], 9, IsBroken: false) : null);

    [Fact]
    public void A_picture_gets_its_size_and_the_widths_that_there_are()
    {
        var html = Describe("<p title=\"<img src=x>\">Text <img src=\"/a%20b.png\" alt=\"1 > 0\" loading=\"lazy\"></p>");

        Assert.Equal(
            "<p title=\"<img src=x>\">Text <img src=\"/a%20b.png\" alt=\"1 > 0\" width=\"900\" height=\"300\" srcset=\""
            + "/_/pictures/0a-480.webp 480w, /_/pictures/0a-800.webp 800w, /a%20b.png 900w\" sizes=\"" + PictureMarkup.Sizes + "\"></p>",
            html);
    }

    [Fact]
    public void Only_the_first_picture_is_not_waited_for_and_none_below_one_that_stands_above()
    {
        const string two = "<img src=\"/x.png\" loading=\"lazy\"><img src=\"/y.png\" loading=\"lazy\">";

        Assert.Equal(1, Count(Describe(two)));
        Assert.Equal(2, Count(PictureMarkup.Describe(two, Pictures, isFirst: false)));

        static int Count(string html) => html.Split(Lazy).Length - 1;
    }

    [Theory]
    [InlineData("<img src=\"/a%20b.png\" width=\"450\">", " height=\"150\"")]
    [InlineData("<img src=\"/a%20b.png\" width=\"450\">", " sizes=\"450px\"")]
    [InlineData("<img src=\"/film.gif\">", " width=\"900\" height=\"300\">")]
    public void What_an_author_chose_counts(string html, string expected) =>
        Assert.Contains(expected, Describe(html), StringComparison.Ordinal);

    [Theory]
    [InlineData("<img src=\"/elsewhere.png\">")]
    [InlineData("<p>No picture &lt;img src=\"/a%20b.png\"&gt;</p>")]
    [InlineData("<img src=\"/a%20b.png")]
    public void What_is_no_picture_of_ours_stays(string html) => Assert.Equal(html, Describe(html));

    private static string Describe(string html) => PictureMarkup.Describe(html, Pictures, isFirst: true);
}
