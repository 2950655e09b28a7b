using System.Text.Json;

namespace GoNoGo.Web.Tests.Corpora;

/// <summary>Collections of texts that have hurt other programs; they are no part of the project.</summary>
internal static class HostileTexts
{
    /// <summary>The payloads with which DOMPurify is tested.</summary>
    public static IReadOnlyList<string> CrossSiteScripting()
    {
        using var document = Read("xss-dompurify/derived/expect.json");
        return [.. document.RootElement.EnumerateArray().Select(one => one.GetProperty("payload").GetString()!)]; // Each has one.
    }

    /// <summary>The big list of naughty strings.</summary>
    public static IReadOnlyList<string> NaughtyStrings()
    {
        using var document = Read("naughty-strings/blns.json");
        return [.. document.RootElement.EnumerateArray().Select(one => one.GetString()!)]; // All of them are strings.
    }

    private static JsonDocument Read(string path)
    {
        var file = Path.Combine(Folder(), path);
        Assert.SkipUnless(File.Exists(file), $"{path} is not among the corpora.");
        return JsonDocument.Parse(File.ReadAllBytes(file));
    }

    private static string Folder()
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
