using System.Runtime.Versioning;
using GoNoGo.Platform.Privacy;

namespace GoNoGo.Tests.Platform.Privacy;

public sealed class KeyFolderTests : IDisposable
{
    private const string Weak = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    private readonly Testing.TemporaryFolder temporary = new();

    private string Path => temporary["keys"];

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void Folder_and_files_are_for_their_owner_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes");

        new KeyFolder(Path).Ensure(mayMake: true);

        const UnixFileMode FileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(FileMode | UnixFileMode.UserExecute, File.GetUnixFileMode(Path));
        Assert.Equal(KeyPurposes.Lasting.Count, Directory.GetFiles(Path, "*.key").Length);
        Assert.All(Directory.GetFiles(Path), file => Assert.Equal(FileMode, File.GetUnixFileMode(file)));
    }

    [Fact]
    public void All_who_make_the_same_key_at_once_get_the_same_one()
    {
        for (var version = 1; version <= 20; version++)
        {
            var tags = new byte[8][];
            var wanted = version;
            Parallel.For(0, tags.Length, new ParallelOptions { MaxDegreeOfParallelism = tags.Length }, i =>
                tags[i] = new KeyFolder(Path).ReadOrMake(KeyPurpose.EmailTag, wanted).Authenticate("test", [1]));

            Assert.Single(tags.Select(Convert.ToHexString).Distinct(StringComparer.Ordinal));
        }

        Assert.Equal(20, Directory.GetFiles(Path, "*.key").Length);
    }

    [Fact]
    public void Keys_are_made_once_and_never_overwritten()
    {
        new KeyFolder(Path).Ensure(mayMake: true);
        var before = Directory.GetFiles(Path).ToDictionary(file => file, File.ReadAllText, StringComparer.Ordinal);

        new KeyFolder(Path).Ensure(mayMake: true);

        Assert.All(before, file => Assert.Equal(file.Value, File.ReadAllText(file.Key)));
        Assert.Equal(before.Count, before.Values.Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData("")]
    [InlineData("c2hvcnQ=")]
    [InlineData("no base64!")]
    [InlineData(Weak)]
    public void A_key_that_is_none_is_refused_at_once_and_not_replaced(string text)
    {
        var folder = new KeyFolder(Path);
        folder.Ensure(mayMake: true);
        var file = System.IO.Path.Combine(Path, KeyFolder.FileName(KeyPurpose.Mailbox, 1));
        File.WriteAllText(file, text);

        var refusal = Assert.Throws<KeyMissingException>(() => folder.Ensure(mayMake: true));

        Assert.Contains(file, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(file));
    }

    [Fact]
    public void The_keys_of_a_real_site_are_not_made_but_named()
    {
        var refusal = Assert.Throws<KeyMissingException>(() => new KeyFolder(Path).Ensure(mayMake: false));

        Assert.Contains("email-tag.1.key", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("network-tag", refusal.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path));
    }

    public void Dispose() => temporary.Dispose();
}
