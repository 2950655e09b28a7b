using GoNoGo.Testing;
using GoNoGo.Web.Configuration;

namespace GoNoGo.Tests.Backup;

/// <summary>Who has one copy must not have both: places and keys that are the same are refused before anything is built.</summary>
public sealed class BackupSettingsTests : IDisposable
{
    private readonly Testing.TemporaryFolder folder = new();
    private readonly BackupPlaces places = new();

    public void Dispose()
    {
        places.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Four_settings_that_fit_are_taken() => Assert.Null(Refusal([]));

    [Theory]
    [InlineData("KeysPath", "", "GoNoGo:Backup:KeysPath is missing")]
    [InlineData("Key", "", "GoNoGo:Backup:Key must be 32 random bytes")]
    [InlineData("KeysKey", "c2hvcnQ=", "GoNoGo:Backup:KeysKey must be 32 random bytes")]
    [InlineData("KeepDays", "36", "GoNoGo:Backup:KeepDays is '36'; it must lie between 1 and 35")]
    public void One_that_is_missing_or_wrong_is_named(string name, string value, string sentence) =>
        Assert.StartsWith(sentence, Refusal(new() { [$"GoNoGo:Backup:{name}"] = value }), StringComparison.Ordinal);

    [Fact]
    public void The_same_place_and_one_within_the_other_are_refused()
    {
        const string sentence = "GoNoGo:Backup:KeysPath is the folder of GoNoGo:Backup:Path or lies within it";
        Assert.StartsWith(sentence, Refusal(Both(places.Path, places.Path)), StringComparison.Ordinal);
        Assert.StartsWith(sentence, Refusal(Both(places.Path, places.Path + "/")), StringComparison.Ordinal);
        Assert.StartsWith(sentence, Refusal(Both(places.Path, Path.Combine(places.Path, "keys"))), StringComparison.Ordinal);
        Directory.CreateDirectory(folder["real"]);
        Directory.CreateSymbolicLink(folder["link"], folder["real"]);
        Assert.StartsWith(sentence, Refusal(Both(folder["real"], folder["link"])), StringComparison.Ordinal);
        Assert.StartsWith(
            sentence, Refusal(Both(folder["real"], Path.Combine(folder["link"], "not-yet", "there"))), StringComparison.Ordinal);
        Assert.Null(Refusal(Both(folder["backup"], folder["backup-of-keys"])));
    }

    [Fact]
    public void The_same_key_is_refused_and_no_sentence_shows_it()
    {
        var refusal = Refusal(new() { ["GoNoGo:Backup:KeysKey"] = places.Key + "\n" });

        Assert.StartsWith("GoNoGo:Backup:KeysKey is the same as GoNoGo:Backup:Key", refusal, StringComparison.Ordinal);
        Assert.DoesNotContain(places.Key, refusal, StringComparison.Ordinal);
    }

    private static Dictionary<string, string?> Both(string path, string keysPath) => new()
    {
        ["GoNoGo:Backup:Path"] = path,
        ["GoNoGo:Backup:KeysPath"] = keysPath,
    };

    private string? Refusal(Dictionary<string, string?> changed)
    {
        var given = places.Settings;
        foreach (var (key, value) in changed)
        {
            given[key] = value;
        }

        return Settings.Load(given, urls: null, new Dictionary<string, string>()).Error?.Message;
    }
}
