using GoNoGo.Blog.Content;
using GoNoGo.Tests.Blog.Content;

namespace GoNoGo.Tests.Blog.Images;

/// <summary>A file is what its ending says, or its author is told (OWASP ASVS 5.0, 5.2.2).</summary>
public sealed class PictureFileTests : IDisposable
{
    private readonly ContentRepository repository = new ContentRepository().Post("a.md", "A");

    [Theory]
    [InlineData("static/a.png", "<p>no picture</p>")]
    [InlineData("static/a.svg", "<html xmlns='http://www.w3.org/1999/xhtml'/>")]
    [InlineData("static/a.svg", "<svg xmlns='http://www.w3.org/2000/svg'")]
    [InlineData("static/a.pdf", "MZ a program")]
    [InlineData("static/a.woff2", "<script>")]
    [InlineData("static/a.txt", "a\0b")]
    public void A_file_that_is_not_what_its_ending_says_is_refused_and_the_rest_goes_on(string path, string content)
    {
        var snapshot = BlogBuild.Of(repository.Write(path, content));

        var problem = Assert.Single(snapshot.Problems);
        Assert.Equal((path, "file_not_as_named", ContentProblemSeverity.Refused), (problem.Path, problem.Code, problem.Severity));
        Assert.Null(snapshot.Find(path["static".Length..], BlogBuild.Now));
        Assert.Single(snapshot.Posts);
    }

    [Fact]
    public void A_picture_under_the_ending_of_another_kind_is_served_as_what_it_is()
    {
        var snapshot = BlogBuild.Of(repository.Write("static/a.jpg", SampleFiles.Png));

        Assert.Equal("image_named_wrongly", Assert.Single(snapshot.Problems).Code);
        Assert.Equal("image/png", Assert.IsType<AssetDestination>(snapshot.Find("/a.jpg", BlogBuild.Now)).Asset.ContentType);
    }

    [Fact]
    public void A_picture_of_more_pixels_than_anybody_can_show_is_refused()
    {
        repository.Write("static/bomb.png", SamplePictures.PngOfSize(100_000, 100_000));
        repository.Write("static/large.png", SamplePictures.PngOfSize(10_000, 10_000));

        var problem = Assert.Single(BlogBuild.Of(repository).Problems);

        Assert.Equal(("static/bomb.png", "image_too_many_pixels"), (problem.Path, problem.Code));
        Assert.Contains("100000 × 100000", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' width='300' height='200px'/>", 300, 200)]
    [InlineData("<?xml version='1.0'?><!-- x --><svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 64 32'><g/></svg>", 64, 32)]
    public void A_drawing_has_the_size_that_it_says(string svg, int width, int height)
    {
        var snapshot = BlogBuild.Of(repository.Write("static/a.svg", svg));

        Assert.Equal(new PictureSize(width, height, MayMove: false),
            Assert.IsType<AssetDestination>(snapshot.Find("/a.svg", BlogBuild.Now)).Asset.Picture);
    }

    public void Dispose() => repository.Dispose();
}
