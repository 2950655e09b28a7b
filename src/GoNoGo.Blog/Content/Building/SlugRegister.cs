using System.Globalization;
using GoNoGo.Blog.Content.Tree;
using GoNoGo.Blog.Posts;
using GoNoGo.Blog.Posts.Reading;

namespace GoNoGo.Blog.Content.Building;

/// <summary>
/// Gives each post a slug of its own. Whoever comes first keeps the plain one, so the older posts are to be asked for
/// first; a later one takes a segment, its date, or both before it.
/// </summary>
internal sealed class SlugRegister(ContentLayout layout)
{
    private readonly HashSet<string> taken = new(StringComparer.Ordinal);

    /// <summary>The slug as the author means it, whoever else has it.</summary>
    public static string Plain(Document document)
    {
        var written = document.FrontMatter.Slug ?? LiteralAddress(document)?.LastOrDefault() ?? NameOf(document.Path);
        return Slug.From(written[(written.TrimEnd('/').LastIndexOf('/') + 1)..]);
    }

    /// <summary>The file's name without its date and ending; an index file is known by its folder.</summary>
    public static string NameOf(string path) => FileName.Of(path).Name;

    /// <summary>Null where all that can be made of the plain slug is taken.</summary>
    public string? Take(Document document, string plain, DateTimeOffset localDate) =>
        Candidates(document, plain, localDate).FirstOrDefault(taken.Add);

    private static string[]? LiteralAddress(Document document) =>
        document.FrontMatter.Address is { } address && !PermalinkPlace.IsPattern(address)
            ? AddressForm.Canonical(PermalinkPlace.PathOf(address)) is { } canonical ? [.. AddressForm.Segments(canonical)] : null
            : null;

    private IEnumerable<string> Candidates(Document document, string plain, DateTimeOffset localDate)
    {
        var folders = LiteralAddress(document)?.SkipLast(1) ?? PermalinkPlace.FoldersOf(document.Path, layout);
        var words = folders.Where(folder => !folder.All(char.IsAsciiDigit)).Select(Slug.From).Where(word => word.Length > 0).ToList();
        var date = localDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        yield return plain;
        if (words.Count > 0)
        {
            yield return $"{words[^1]}-{plain}";
        }

        yield return $"{date}-{plain}";
        yield return $"{string.Join('-', words)}-{date}-{plain}".TrimStart('-');
    }
}
