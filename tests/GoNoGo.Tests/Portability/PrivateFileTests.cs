using System.Runtime.Versioning;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Cli;
using GoNoGo.Web.Configuration;

namespace GoNoGo.Tests.Portability;

/// <summary>A file with personal data is its user's alone, whatever lies there already.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class PrivateFileTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly Testing.TemporaryFolder folder = new();

    private string Target => folder["blog.jsonl"];

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task What_lies_there_unfinished_decides_neither_mode_nor_place_and_goes()
    {
        await File.WriteAllTextAsync(folder["elsewhere"], "of another", TestContext.Current.CancellationToken);
        File.CreateSymbolicLink(Target + ".unfinished", folder["elsewhere"]);
        await File.WriteAllTextAsync(Target + ".old.unfinished", "left", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(Target + ".old.unfinished", OwnerOnly | UnixFileMode.OtherRead | UnixFileMode.OtherWrite);

        Assert.Null((await WriteAsync(Target)).Error);

        Assert.Equal("words", await File.ReadAllTextAsync(Target, TestContext.Current.CancellationToken));
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(Target));
        Assert.Equal("of another", await File.ReadAllTextAsync(folder["elsewhere"], TestContext.Current.CancellationToken));
        Assert.Equal(["blog.jsonl", "elsewhere"], Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task A_file_that_is_there_is_replaced_by_wish_alone_and_loses_its_mode()
    {
        await File.WriteAllTextAsync(Target, "before", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(Target, OwnerOnly | UnixFileMode.OtherRead);

        Assert.Contains("--overwrite", (await WriteAsync(Target)).Error?.Message, StringComparison.Ordinal);
        Assert.Equal("before", await File.ReadAllTextAsync(Target, TestContext.Current.CancellationToken));

        Assert.Null((await WriteAsync(Target, overwrite: true)).Error);
        Assert.Equal("words", await File.ReadAllTextAsync(Target, TestContext.Current.CancellationToken));
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(Target));
    }

    [Fact]
    public async Task A_link_a_folder_and_a_device_are_refused()
    {
        File.CreateSymbolicLink(Target, folder["elsewhere"]);
        string[] places = OperatingSystem.IsLinux() ? [Target, folder.Path, "/dev/null", "/dev/stdout"] : [Target, folder.Path];
        foreach (var place in places)
        {
            Assert.NotNull((await WriteAsync(place, overwrite: true)).Error);
        }

        Assert.False(File.Exists(folder["elsewhere"]));
    }

    [Fact]
    public async Task What_is_refused_or_fails_while_it_is_written_leaves_nothing()
    {
        var refused = await PrivateFile.WriteAsync<int>(Target, overwrite: false, async stream =>
        {
            await stream.WriteAsync("half"u8.ToArray(), TestContext.Current.CancellationToken);
            return new SettingRefused("There is nothing.");
        });
        var failed = await PrivateFile.WriteAsync<int>(
            Target, overwrite: false, stream => Task.FromException<Result<int>>(new IOException("full")));

        Assert.Equal("There is nothing.", refused.Error?.Message);
        Assert.Contains("cannot be written", failed.Error?.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    private static Task<Result<int>> WriteAsync(string path, bool overwrite = false) =>
        PrivateFile.WriteAsync<int>(path, overwrite, async stream =>
        {
            await stream.WriteAsync("words"u8.ToArray(), TestContext.Current.CancellationToken);
            return 1;
        });
}
