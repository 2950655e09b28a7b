using System.Globalization;
using System.Text.RegularExpressions;

namespace GoNoGo.Blog.Posts.Reading;

/// <summary>What a file's name tells: <c>2026-01-31-some-title.md</c>, or the folder of a bundle's <c>index.md</c>.</summary>
internal sealed partial record FileName(DateTime? Date, string Name)
{
    private const int TimeoutMilliseconds = 100;

    public static FileName Of(string path)
    {
        var name = System.IO.Path.GetFileNameWithoutExtension(path);
        var folder = System.IO.Path.GetFileName(System.IO.Path.GetDirectoryName(path) ?? "");
        if (name.Equals("index", StringComparison.OrdinalIgnoreCase) && folder.Length > 0)
        {
            name = folder;
        }

        var match = Dated().Match(name);
        return match.Success && AsDate(match) is { } date ? new FileName(date, match.Groups["rest"].Value) : new FileName(null, name);
    }

    /// <summary>The date in an address such as <c>2022/01/11/title</c>.</summary>
    public static DateTime? DateInAddress(string? address) =>
        address is { Length: < 2000 } && Segments().Match(address) is { Success: true } match ? AsDate(match) : null;

    public string AsTitle()
    {
        var words = Name.Replace('-', ' ').Replace('_', ' ').Trim();
        return words.Length == 0 ? Name : char.ToUpperInvariant(words[0]) + words[1..];
    }

    private static DateTime? AsDate(Match match)
    {
        var parts = (string[])[match.Groups["y"].Value, match.Groups["m"].Value, match.Groups["d"].Value];
        var text = string.Join('-', parts);
        var parsed = DateTime.TryParseExact(text, "yyyy-M-d", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date);
        return parsed && date.Year is > 1 and < 9999 ? date : null;
    }

    [GeneratedRegex(@"^(?<y>\d{4})-(?<m>\d{1,2})-(?<d>\d{1,2})[-_](?<rest>.+)$", RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex Dated();

    [GeneratedRegex(@"(^|/)(?<y>\d{4})/(?<m>\d{1,2})/(?<d>\d{1,2})(/|$)", RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex Segments();
}
