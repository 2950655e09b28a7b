using System.Text.Json;

namespace GoNoGo.Testing;

/// <summary>Collections of texts that have hurt other programs.</summary>
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

    private static JsonDocument Read(string name) => JsonDocument.Parse(File.ReadAllBytes(Corpora.Find(name)));
}
