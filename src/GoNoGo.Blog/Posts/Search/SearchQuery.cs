namespace GoNoGo.Blog.Posts.Search;

/// <summary>What a reader looks for: words and quoted phrases, folded; a post must hold them all.</summary>
internal sealed record SearchQuery(IReadOnlyList<string> Terms)
{
    public const int MaxLength = 200;
    private const int MaxTerms = 20;

    public static SearchQuery Parse(string text)
    {
        var query = text.Length <= MaxLength ? text : text[..MaxLength];
        var terms = new List<string>();
        var parts = query.Replace('“', '"').Replace('”', '"').Replace('„', '"').Split('"');
        for (var i = 0; i < parts.Length; i++)
        {
            // Every second part stands in quotes; an unclosed quote is read as none.
            var words = Words(parts[i]);
            terms.AddRange(i % 2 == 1 && i < parts.Length - 1 ? [string.Join(' ', words)] : words);
        }

        return new SearchQuery([.. terms.Where(term => term.Length > 0).Distinct(StringComparer.Ordinal).Take(MaxTerms)]);
    }

    private static string[] Words(string text) => FoldedText.Of(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
