using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace GoNoGo.Blog.Posts;

internal sealed class PermalinkPattern
{
    private readonly string text;

    private PermalinkPattern(string text) => this.text = text;

    public static bool TryParse(string text, [NotNullWhen(true)] out PermalinkPattern? pattern, [NotNullWhen(false)] out string? problem)
    {
        pattern = text.StartsWith('/') ? new PermalinkPattern(text) : null;
        problem = pattern is null ? "A pattern begins with a slash." : null;
        return pattern is not null;
    }

    public string Format(DateTimeOffset localDate, string slug, string section) => text
        .Replace(":year", localDate.ToString("yyyy", CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace(":month", localDate.ToString("MM", CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace(":day", localDate.ToString("dd", CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace(":section", section, StringComparison.Ordinal)
        .Replace(":title", slug, StringComparison.Ordinal)
        .Replace(":slug", slug, StringComparison.Ordinal);
}
