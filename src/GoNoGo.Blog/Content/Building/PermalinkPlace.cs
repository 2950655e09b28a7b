using System.Text.RegularExpressions;
using GoNoGo.Blog.Content.Tree;
using GoNoGo.Blog.Posts;
using GoNoGo.Blog.Site;

namespace GoNoGo.Blog.Content.Building;

/// <summary>Finds the address of a post: its own, or the one that the site's pattern gives it.</summary>
internal sealed partial class PermalinkPlace(SiteSettings site, ContentLayout layout)
{
    private readonly PermalinkPattern pattern = PatternOf(site);

    /// <summary>Jekyll lets a post's own permalink hold placeholders.</summary>
    public static bool IsPattern(string written) => Placeholder().IsMatch(written);

    /// <summary>The folders between the root of the posts and the file; a page bundle's own folder is its name.</summary>
    public static IReadOnlyList<string> FoldersOf(string path, ContentLayout layout)
    {
        var root = layout.TextFolderOf(path) ?? "";
        var folders = ContentPath.FolderOf(path)[root.Length..].Split('/', StringSplitOptions.RemoveEmptyEntries);
        return ContentPath.IsIndex(path) ? [.. folders.SkipLast(1)] : folders;
    }

    /// <summary>Front matter may hold the whole URL of a post; its path is what counts here.</summary>
    public static string PathOf(string written) =>
        Uri.TryCreate(written, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? Uri.UnescapeDataString(url.AbsolutePath) : written;

    /// <summary>Null where what the author wrote cannot be an address.</summary>
    public string? AddressOf(Document document, string slug, DateTimeOffset localDate)
    {
        if (document.FrontMatter.Address is { } written && !IsPattern(written))
        {
            return AddressForm.Canonical(PathOf(written));
        }

        var own = document.FrontMatter.Address is { } text
            && PermalinkPattern.TryParse(WithoutEnding(text), out var parsed, out _)
            ? parsed : pattern;
        var section = FoldersOf(document.Path, layout) is [var first, ..] ? first : "";
        return AddressForm.Canonical(own.Format(localDate, slug, section));
    }

    // The page answers at its canonical address; the one with the ending leads there like any other way to write it.
    private static string WithoutEnding(string pattern) =>
        pattern.EndsWith(".html", StringComparison.OrdinalIgnoreCase) ? pattern[..^".html".Length] + "/" : pattern;

    private static PermalinkPattern PatternOf(SiteSettings site) =>
        PermalinkPattern.TryParse(site.Permalink, out var pattern, out _)
        || PermalinkPattern.TryParse(SiteSettings.Default.Permalink, out pattern, out _)
            ? pattern
            : throw new InvalidOperationException("The default permalink pattern is not one.");

    [GeneratedRegex(@"/:[a-z_]+", RegexOptions.None, 1000)]
    private static partial Regex Placeholder();
}
