using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Results;

namespace GoNoGo.Tests.Platform.Audit;

/// <summary>A file of checkpoints keeps what it was given, also beside what a crash or somebody left in it.</summary>
public sealed class FileAnchorTests : IDisposable
{
    private const string First = "blog/audit\n1\nAAAA\n\n— blog/audit AAAAAAAA\n";
    private const string Second = "blog/audit\n2\nBBBB\n\n— blog/audit BBBBBBBB\n— other CCCCCCCC\n";

    private readonly Testing.TemporaryFolder folder = new();

    private FileAnchor Anchor => new(folder["anchors.txt"]);

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Checkpoints_are_read_as_they_were_given_and_one_that_is_there_is_not_added_again()
    {
        Assert.Empty(await Anchor.ReadAsync(Ended));
        foreach (var note in new[] { First, Second, First })
        {
            Assert.Equal(new OutboundOutcome.Delivered(), await Anchor.PublishAsync(new AnchoredCheckpoint(1, note), Ended));
        }

        Assert.Equal([First, Second], await Anchor.ReadAsync(Ended));
    }

    [Theory]
    [InlineData("blog/audit\n1\nAA")]
    [InlineData("blog/audit\n1\nAAAA\n\n— blog")]
    [InlineData("\n")]
    public async Task A_write_that_was_cut_short_takes_nothing_after_it_along(string torn)
    {
        await Anchor.PublishAsync(new AnchoredCheckpoint(1, First), Ended);
        await File.AppendAllTextAsync(Anchor.Path, torn, Ended);

        await Anchor.PublishAsync(new AnchoredCheckpoint(2, Second), Ended);

        var notes = await Anchor.ReadAsync(Ended);
        Assert.Equal((First, Second), (notes[0], notes[^1]));
    }

    [Fact]
    public async Task A_place_that_cannot_be_written_or_read_is_an_answer()
    {
        var missing = new FileAnchor(folder["no/such/folder"]);
        var isFolder = new FileAnchor(folder.Path);

        Assert.IsType<OutboundOutcome.TransientFailure>(await missing.PublishAsync(new AnchoredCheckpoint(1, First), Ended));
        Assert.IsType<OutboundOutcome.PermanentFailure>(await isFolder.PublishAsync(new AnchoredCheckpoint(1, First), Ended));
    }

    public void Dispose() => folder.Dispose();
}
