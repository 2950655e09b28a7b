namespace GoNoGo.Blog.Site;

/// <summary>Finds the key that a mistyped one was meant to be.</summary>
internal static class NearestKey
{
    // A key's first characters are enough to compare; an absurdly long one shall cost nothing.
    private const int MaxLength = 64;

    public static string Of(string key, IEnumerable<string> known)
    {
        var word = key.Length <= MaxLength ? key : key[..MaxLength];
        return known.MinBy(candidate => Distance(word.ToLowerInvariant(), candidate))!; // There is always a known key.
    }

    // Levenshtein, row by row.
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(cost, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
