using GoNoGo.Blog.Content;
using GoNoGo.Blog.Content.Git;
using GoNoGo.Blog.Images;
using GoNoGo.Tests.Blog.Content;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace GoNoGo.Tests.Blog.Images;

/// <summary>Smaller forms are made beside the reading, whole or not at all.</summary>
public sealed class PictureWorkerTests : IDisposable
{
    private readonly ContentRepository repository = new ContentRepository().Post("a.md", "A", body: "![x](/a.jpg)");
    private readonly TemporaryFolder data = new();

    [Fact]
    public async Task A_picture_is_shown_as_it_is_until_its_smaller_forms_are_there()
    {
        repository.Write("static/a.jpg", SamplePictures.Taken(".jpg", 1000, 400));
        var shelf = new PictureShelf(data.Path);
        var before = BlogBuild.Of(repository).WithPictures(shelf);

        var after = await WorkAsync(before, shelf);

        Assert.DoesNotContain("srcset", Shown(before), StringComparison.Ordinal);
        var picture = Assert.IsType<Picture>(after.Pictures.Find("/a.jpg"));
        Assert.Equal([480, 800, 1000], picture.Widths);
        Assert.Contains($"/_/pictures/{picture.Asset.BlobId}-480.webp 480w", Shown(after), StringComparison.Ordinal);
        await using var form = shelf.Open(picture.Asset.BlobId, 480)!;
        var bytes = new byte[form.Length];
        await form.ReadExactlyAsync(bytes, TestContext.Current.CancellationToken);
        Assert.Equal((480, 192), (ImageHeader.Read(bytes)!.Width, ImageHeader.Read(bytes)!.Height));
        Assert.DoesNotContain(SamplePictures.Maker, System.Text.Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".jpg", 0.5)]
    [InlineData(".jpg", 0.98)]
    [InlineData(".png", 0.5)]
    [InlineData(".webp", 0.98)]
    [InlineData(".avif", 0.98)]
    public async Task A_picture_that_cannot_be_read_to_its_end_is_said_and_the_others_get_their_forms(string ending, double part)
    {
        var whole = SamplePictures.Taken(ending);
        repository.Write("static/a.jpg", SamplePictures.Taken(".jpg")).Write($"static/cut{ending}", whole[..(int)(whole.Length * part)]);
        var shelf = new PictureShelf(data.Path);

        var after = await WorkAsync(BlogBuild.Of(repository).WithPictures(shelf), shelf);

        Assert.Equal(($"static/cut{ending}", "image_broken"), (Assert.Single(after.Problems).Path, after.Problems[0].Code));
        Assert.Empty(after.Pictures.Find($"/cut{ending}")!.Widths);
        Assert.NotEmpty(after.Pictures.Find("/a.jpg")!.Widths);
    }

    [Theory]
    [InlineData(".jpg", true)]
    [InlineData(".png", false)]
    [InlineData(".webp", false)]
    public async Task The_forms_of_a_picture_are_turned_as_the_picture_itself_is_served(string ending, bool isTurned)
    {
        var taken = SamplePictures.Taken(ending, 600, 300, orientation: 6);
        repository.Write("static/turned" + ending, taken);
        var shelf = new PictureShelf(data.Path);

        var after = await WorkAsync(BlogBuild.Of(repository).WithPictures(shelf), shelf);

        var picture = after.Pictures.Find("/turned" + ending)!;
        Assert.Equal(isTurned ? (300, 600) : (600, 300), (picture.Size.Width, picture.Size.Height));
        using var form = shelf.Open(picture.Asset.BlobId, picture.Widths[^1])!;
        var bytes = new byte[form.Length];
        await form.ReadExactlyAsync(bytes, TestContext.Current.CancellationToken);
        Assert.Equal((picture.Size.Width, picture.Size.Height), (ImageHeader.Read(bytes)!.Width, ImageHeader.Read(bytes)!.Height));
        var served = MetadataStripper.Strip(picture.Asset.ContentType, taken);
        using var image = NetVips.Image.NewFromBuffer(served);
        Assert.Equal(isTurned, image.Contains("orientation") && (int)image.Get("orientation") == 6);
    }

    [Fact]
    public async Task What_a_kill_left_half_made_is_neither_served_nor_kept()
    {
        repository.Write("static/a.jpg", SamplePictures.Taken(".jpg"));
        var shelf = new PictureShelf(data.Path);
        var before = BlogBuild.Of(repository).WithPictures(shelf);
        var blob = before.Pictures.Find("/a.jpg")!.Asset.BlobId;
        data.Write($"pictures/2/{blob[..2]}/{blob}.unfinished/480.webp", "half");
        Assert.Null(shelf.Open(blob, 480));

        await WorkAsync(before, shelf);

        Assert.Equal([blob], Directory.GetDirectories(Path.Combine(data.Path, "pictures", "2", blob[..2])).Select(Path.GetFileName));
        Assert.Equal([480, 640], new PictureShelf(data.Path).Find(blob)!.Widths);
    }

    [Fact]
    public async Task The_forms_of_a_picture_that_was_taken_out_go_with_it()
    {
        repository.Write("static/a.jpg", SamplePictures.Taken(".jpg"));
        var shelf = new PictureShelf(data.Path);
        var after = await WorkAsync(BlogBuild.Of(repository).WithPictures(shelf), shelf);
        var blob = after.Pictures.Find("/a.jpg")!.Asset.BlobId;

        repository.Delete("static/a.jpg").Write("static/b.jpg", SamplePictures.Taken(".jpg", 300, 300));
        await WorkAsync(BlogBuild.Of(repository).WithPictures(shelf), shelf);

        Assert.Null(shelf.Open(blob, 480));
    }

    public void Dispose()
    {
        repository.Dispose();
        data.Dispose();
    }

    private static string Shown(Snapshot snapshot) => PictureMarkup.Describe(snapshot.Posts[0].Html, snapshot.Pictures, isFirst: true);

    /// <summary>Has all forms made of a snapshot, and gives the one that is served then.</summary>
    private async Task<Snapshot> WorkAsync(Snapshot snapshot, PictureShelf shelf)
    {
        var snapshots = new SnapshotStore();
        snapshots.Swap(snapshot);
        using var mirror = new GitMirror(repository.Path);
        using var assets = new AssetStore(mirror);
        using var worker = new PictureWorker(
            snapshots, assets, shelf, Options.Create(new ContentOptions()), TimeProvider.System, NullLogger<PictureWorker>.Instance);
        await worker.StartAsync(TestContext.Current.CancellationToken);
        var next = snapshot;
        while (next.Pictures.All.Any(picture => picture.IsDue))
        {
            next = await snapshots.WaitForOtherAsync(next, TestContext.Current.CancellationToken);
        }

        await worker.StopAsync(TestContext.Current.CancellationToken);
        return next;
    }
}
