using System.Text.Json;

namespace GoNoGo.Browser.Tests.Support;

/// <summary>What others have found to break programs; no part of the project.</summary>
internal static class Corpora
{
    /// <summary>Markup that has executed somewhere.</summary>
    public static IReadOnlyList<string> HostileMarkup() =>
        [.. Read("xss-dompurify/derived/expect.json").EnumerateArray().Select(item => item.GetProperty("payload").GetString() ?? "")];

    /// <summary>Strings that have broken something.</summary>
    public static IReadOnlyList<string> NaughtyStrings() =>
        [.. Read("naughty-strings/blns.json").EnumerateArray().Select(item => item.GetString() ?? "")];

    private static JsonElement Read(string file)
    {
        var path = Path.Combine(Find(), file);
        Assert.SkipUnless(File.Exists(path), $"'{file}' is not among the corpora.");
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return document.RootElement.Clone();
    }

    private static string Find()
    {
        if (Environment.GetEnvironmentVariable("GONOGO_CORPORA") is { Length: > 0 } configured)
        {
            return configured;
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "corpora");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        Assert.Skip("There is no folder shared/corpora above the tests and GONOGO_CORPORA is not set.");
        return "";
    }
}
