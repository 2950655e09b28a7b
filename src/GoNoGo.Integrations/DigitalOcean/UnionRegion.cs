using GoNoGo.Integrations.Outbound;
using GoNoGo.Platform.Results;

namespace GoNoGo.Integrations.DigitalOcean;

/// <summary>
/// Which of DigitalOcean's regions lie in the European Union: Amsterdam and Frankfurt. London does not (its apps reference has ten
/// regions).
/// </summary>
internal static class UnionRegion
{
    private static readonly string[] Regions = ["ams", "fra"];

    /// <summary>The region of App Platform that a word means; data centres (<c>ams3</c>, <c>fra1</c>) stand for theirs.</summary>
    public static Result<string> Parse(string text)
    {
        var word = text.Trim().ToLowerInvariant();
        return word switch
        {
            "ams3" => "ams",
            "fra1" => "fra",
            _ when Regions.Contains(word, StringComparer.Ordinal) => word,
            _ => new ServiceFailure(
                "region_outside_union",
                $"The region {Shown(word)} is refused, since it does not lie in the EU or is none of App Platform's: choose ams "
                + "(Amsterdam) or fra (Frankfurt)."),
        };
    }

    /// <summary>Whether a region or data centre lies in the Union.</summary>
    public static bool Holds(string slug) => Regions.Contains(slug.TrimEnd("0123456789".ToCharArray()), StringComparer.OrdinalIgnoreCase);

    /// <summary>What somebody wrote, fit for a sentence.</summary>
    public static string Shown(string slug)
    {
        var shown = string.Concat(slug.Where(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-').Take(20));
        return shown.Length > 0 ? shown : "''";
    }
}
