using System.Globalization;

namespace GoNoGo.Platform.Audit.Verification;

/// <summary>Reads which sequences an entry says were erased: <c>12,15-19</c>.</summary>
internal static class ErasedRanges
{
    public static IEnumerable<(long First, long Last)> Parse(string text)
    {
        foreach (var range in text.Split(','))
        {
            var ends = range.Split('-', 2);
            if (long.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
                && long.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var last)
                && first <= last)
            {
                yield return (first, last);
            }
        }
    }
}
