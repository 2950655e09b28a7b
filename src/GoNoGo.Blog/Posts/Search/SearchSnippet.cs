namespace GoNoGo.Blog.Posts.Search;

/// <summary>Cuts the piece of a text that shows why it was found.</summary>
internal static class SearchSnippet
{
    private const int Before = 60;
    private const int Length = 220;

    public static IReadOnlyList<SnippetSegment> Of(string text, IReadOnlyList<string> terms)
    {
        var (folded, origins) = FoldedText.WithOrigins(text);
        var first = terms.Select(term => folded.IndexOf(term, StringComparison.Ordinal)).Where(at => at >= 0).DefaultIfEmpty(0).Min();
        var start = WordStart(text, Math.Max(0, origins[first] - Before));
        var end = WordEnd(text, Math.Min(text.Length, start + Length));

        var segments = new List<SnippetSegment>();
        Add(segments, start > 0 ? "…" : "", isHit: false);
        var at = start;
        foreach (var (from, to) in Hits(folded, origins, terms).Where(hit => hit.From >= start && hit.To <= end))
        {
            // Two words may overlap in the text, such as "rust" and "us".
            if (from >= at)
            {
                Add(segments, text[at..from], isHit: false);
                Add(segments, text[from..to], isHit: true);
                at = to;
            }
        }

        Add(segments, text[at..end], isHit: false);
        Add(segments, end < text.Length ? "…" : "", isHit: false);
        return segments;
    }

    /// <summary>A whole text with the terms marked.</summary>
    public static IReadOnlyList<SnippetSegment> Marked(string text, IReadOnlyList<string> terms)
    {
        var (folded, origins) = FoldedText.WithOrigins(text);
        var segments = new List<SnippetSegment>();
        var at = 0;
        foreach (var (from, to) in Hits(folded, origins, terms).Where(hit => hit.To > hit.From))
        {
            if (from >= at)
            {
                Add(segments, text[at..from], isHit: false);
                Add(segments, text[from..to], isHit: true);
                at = to;
            }
        }

        Add(segments, text[at..], isHit: false);
        return segments;
    }

    private static IEnumerable<(int From, int To)> Hits(string folded, int[] origins, IReadOnlyList<string> terms)
    {
        var hits = new List<(int From, int To)>();
        foreach (var term in terms)
        {
            for (var next = 0; folded.IndexOf(term, next, StringComparison.Ordinal) is >= 0 and var at; next = at + term.Length)
            {
                // Half of a letter that folds into two ("s" in "ß") marks the whole letter.
                var to = origins[at + term.Length];
                hits.Add((origins[at], to > origins[at + term.Length - 1] ? to : NextOrigin(origins, at + term.Length)));
            }
        }

        return hits.Order();
    }

    private static int NextOrigin(int[] origins, int at)
    {
        var current = origins[at];
        while (origins[at] == current && at < origins.Length - 1)
        {
            at++;
        }

        return origins[at];
    }

    private static int WordStart(string text, int at)
    {
        var space = at == 0 ? -1 : text.IndexOf(' ', at, Math.Min(Before / 2, text.Length - at));
        return space >= 0 ? space + 1 : at > 0 && char.IsLowSurrogate(text[at]) ? at - 1 : at;
    }

    private static int WordEnd(string text, int at)
    {
        var space = at == text.Length ? -1 : text.LastIndexOf(' ', at, Before / 2);
        return space >= 0 ? space : at < text.Length && char.IsLowSurrogate(text[at]) ? at - 1 : at;
    }

    private static void Add(List<SnippetSegment> segments, string text, bool isHit)
    {
        if (text.Length > 0)
        {
            segments.Add(new SnippetSegment(text, isHit));
        }
    }
}
