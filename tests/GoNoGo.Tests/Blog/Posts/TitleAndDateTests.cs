namespace GoNoGo.Tests.Blog.Posts;

public sealed class TitleAndDateTests
{
    [Theory]
    [InlineData("# My *first* post\n\nText", "My first post")]
    [InlineData("Setext\n======\n\nText", "Setext")]
    [InlineData("Just text", "Some post")]
    public void Without_front_matter_the_first_heading_or_the_file_names_the_post(string text, string title)
    {
        var document = Reading.Document(text, "content/posts/2020-01-02-some-post.md");
        Assert.Equal(title, document.Title);
        Assert.Equal(new DateTime(2020, 1, 2), document.Date!.Value.Date);
        Assert.DoesNotContain("first", document.Markdown, StringComparison.Ordinal);
        Assert.EndsWith("ext", document.Markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bundle_is_named_by_its_folder()
    {
        var document = Reading.Document("Text", "content/posts/2020-01-02-my_trip/index.md");
        Assert.Equal(("My trip", 2020), (document.Title, document.Date!.Value.Year));
    }

    [Fact]
    public void The_date_in_a_path_counts_where_there_is_none()
    {
        Assert.Equal(new DateTime(2022, 1, 11), Reading.Document("+++\npath = \"inside/2022/01/11/x\"\n+++\n").Date!.Value.Date);
        Assert.Null(Reading.Document("---\npermalink: /2022/44/11/x\n---\n").Date);
    }

    [Theory]
    [InlineData("'`cargo fix` & <em>more</em> <!-- hidden -->'", "cargo fix & more")]
    [InlineData("'Vec<T> explained'", "Vec<T> explained")]
    [InlineData("1. Why", "1. Why")]
    [InlineData("2024", "2024")]
    [InlineData("'A &ldquo;b&rdquo;'", "A “b”")]
    public void A_title_is_reduced_to_plain_text(string yaml, string title) =>
        Assert.Equal(title, Reading.Document($"---\ntitle: {yaml}\n---\n").Title);
}
