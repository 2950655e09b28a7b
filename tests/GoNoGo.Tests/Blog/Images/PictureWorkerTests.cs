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

    [Fact]
    public async Task A_picture_that_cannot_be_read_to_its_end_is_said_and_the_others_get_their_forms()
    {
        repository.Write("static/a.jpg", SamplePictures.Taken(".jpg")).Write("static/cut.jpg", SamplePictures.Taken(".jpg")[..^20_000]);
        var shelf = new PictureShelf(data.Path);

        var after = await WorkAsync(BlogBuild.Of(repository).WithPictures(shelf), shelf);

        Assert.Equal(("static/cut.jpg", "image_broken"), (Assert.Single(after.Problems).Path, after.Problems[0].Code));
        Assert.NotEmpty(after.Pictures.Find("/a.jpg")!.Widths);
    }

    [Fact]
    public async Task What_a_kill_left_half_made_is_neither_served_nor_kept()
    {
        repository.Write("static/a.jpg", SamplePictures.Taken(".jpg"));
        var shelf = new PictureShelf(data.Path);
        var before = BlogBuild.Of(repository).WithPictures(shelf);
        var blob = before.Pictures.Find("/a.jpg")!.Asset.BlobId;
        data.Write($"pictures/1/{blob[..2]}/{blob}.unfinished/480.webp", "half");
        Assert.Null(shelf.Open(blob, 480));

        await WorkAsync(before, shelf);

        Assert.Equal([blob], Directory.GetDirectories(Path.Combine(data.Path, "pictures", "1", blob[..2])).Select(Path.GetFileName));
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
