using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace GoNoGo.Blog.Posts;

/// <summary>The shape of a post's address, such as <c>/:year/:month/:slug/</c>.</summary>
internal sealed partial class PermalinkPattern
{
    private const int MaxLength = 200;
    private const int TimeoutMilliseconds = 100;
    private const string Pretty = "/:year/:month/:day/:slug/";

    private static readonly SearchValues<char> NotInPath = SearchValues.Create("?#%\\ \t\n\"<>");

    private readonly string pattern;

    private PermalinkPattern(string pattern) => this.pattern = pattern;

    public static bool TryParse(
        string text, [NotNullWhen(true)] out PermalinkPattern? pattern, [NotNullWhen(false)] out string? problem)
    {
        text = text.Trim() is "pretty" ? Pretty : text.Trim();
        problem = ProblemOf(text);
        pattern = problem is null ? new PermalinkPattern(text.EndsWith('/') ? text : text + "/") : null;
        return problem is null;
    }

    /// <summary>A path that begins and ends with a slash.</summary>
    /// <param name="localDate">The post's date in the site's zone.</param>
    /// <param name="slug">See <see cref="Slug"/>.</param>
    /// <param name="section">The folder below the posts folder; may be empty, then its segment falls away.</param>
    public string Format(DateTimeOffset localDate, string slug, string section)
    {
        var path = Token().Replace(pattern, token => token.Value switch
        {
            ":year" => localDate.ToString("yyyy", CultureInfo.InvariantCulture),
            ":month" => localDate.ToString("MM", CultureInfo.InvariantCulture),
            ":day" => localDate.ToString("dd", CultureInfo.InvariantCulture),
            ":section" => section.Trim('/'),
            _ => slug,
        });
        return string.Concat("/", string.Join('/', path.Split('/', StringSplitOptions.RemoveEmptyEntries)), "/");
    }

    private static string? ProblemOf(string text)
    {
        var tokens = Token().Matches(text).Select(match => match.Value).ToList();
        var unknown = tokens.Find(token => token is not (":year" or ":month" or ":day" or ":slug" or ":title" or ":section"));
        if (!text.StartsWith('/'))
        {
            return "A permalink begins with a slash, such as /:year/:month/:slug/.";
        }
        else if (text.Length > MaxLength || text.AsSpan().ContainsAny(NotInPath) || text.Split('/').Any(part => part is "." or ".."))
        {
            return "A permalink is a plain path, without '?', '#', '%', '..' or white space.";
        }
        else if (text.EndsWith(".html", StringComparison.OrdinalIgnoreCase))
        {
            return "A permalink ends with a slash; leave the '.html' away.";
        }
        else if (unknown is not null)
        {
            return $"A permalink knows :year, :month, :day, :slug, :title and :section, not {unknown}.";
        }

        var isUnique = tokens.Exists(token => token is ":slug" or ":title");
        return isUnique ? null : "A permalink must hold :slug, or posts of one day would collide.";
    }

    [GeneratedRegex(":[A-Za-z]+", RegexOptions.CultureInvariant, TimeoutMilliseconds)]
    private static partial Regex Token();
}
