using System.Globalization;
using System.Text;
using GoNoGo.Blog.Posts;
using GoNoGo.Platform;

namespace GoNoGo.Web.Pages;

/// <summary>Posts that share a tag or an author.</summary>
/// <param name="Slug">The last segment of the group's address.</param>
/// <param name="Name">The name as the newest of its posts writes it.</param>
/// <param name="Posts">Its posts, in the order given.</param>
public sealed record PostGroup(string Slug, string Name, IReadOnlyList<Post> Posts);

internal static class PostGroups
{
    public static IReadOnlyList<PostGroup> ByTag(IEnumerable<Post> posts) => By(posts, post => post.Tags);

    public static IReadOnlyList<PostGroup> ByAuthor(IEnumerable<Post> posts, string? siteAuthor) =>
        By(posts, post => AuthorsOf(post, siteAuthor));

    public static string TagAddress(string tag) => $"/tags/{Segment(tag)}/";

    public static string AuthorAddress(string author) => $"/authors/{Segment(author)}/";

    public static IReadOnlyList<string> AuthorsOf(Post post, string? siteAuthor) =>
        post.Authors.Count > 0 || siteAuthor is null ? post.Authors : [siteAuthor];

    /// <summary>Letters and digits of every script, in lower case, joined by hyphens; signs that tell names apart are spelt out.</summary>
    public static string Segment(string name)
    {
        var segment = new StringBuilder(name.Length);
        foreach (var rune in name.Normalized(NormalizationForm.FormC).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark)
            {
                segment.Append(Rune.ToLowerInvariant(rune));
            }
            else if (Spelling(rune.Value) is { } spelling)
            {
                segment.Append(spelling);
            }
            else if (segment.Length > 0 && segment[^1] != '-')
            {
                segment.Append('-');
            }
        }

        return segment.ToString().Trim('-') is { Length: > 0 } result ? result : "-";
    }

    private static string? Spelling(int character) => character switch
    {
        '+' => "plus",
        '#' => "sharp",
        _ => null,
    };

    private static List<PostGroup> By(IEnumerable<Post> posts, Func<Post, IReadOnlyList<string>> namesOf) =>
        [.. posts
            .SelectMany(post => namesOf(post).Select(name => (Slug: Segment(name), Name: name, Post: post)).DistinctBy(one => one.Slug))
            .GroupBy(one => one.Slug, StringComparer.Ordinal)
            .Select(group => new PostGroup(group.Key, group.First().Name, [.. group.Select(one => one.Post)]))
            .OrderBy(group => group.Name, StringComparer.InvariantCultureIgnoreCase)];
}
