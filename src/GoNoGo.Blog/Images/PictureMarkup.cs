using System.Globalization;
using System.Net;
using System.Text;

namespace GoNoGo.Blog.Images;

/// <summary>
/// Gives the pictures of a page their size, so that nothing moves when they come, and the widths among which a browser chooses. What an
/// author has written stays.
/// </summary>
public static class PictureMarkup
{
    /// <summary>How wide a picture is shown: the column, or a phone without its margins.</summary>
    public const string Sizes = "(min-width: 48rem) 46rem, calc(100vw - 2.5rem)";

    private const string Open = "<img ";
    private const string Lazy = "loading=\"lazy\"";

    /// <summary>The body of a page with its pictures described.</summary>
    /// <param name="html">As <see cref="Posts.Post.Html"/> has it: written by a serialiser, every value in double quotes.</param>
    /// <param name="pictures">Those of the snapshot.</param>
    /// <param name="isFirst">Whether no picture stands above the body: then its first is not waited for.</param>
    /// <returns>The same HTML where it has no pictures.</returns>
    public static string Describe(string html, PictureIndex pictures, bool isFirst)
    {
        ArgumentNullException.ThrowIfNull(html);
        ArgumentNullException.ThrowIfNull(pictures);
        if (!html.Contains(Open, StringComparison.Ordinal))
        {
            return html;
        }

        var output = new StringBuilder(html.Length + 1024);
        var at = 0;
        while (html.IndexOf('<', at) is var open and >= 0)
        {
            var end = EndOf(html, open);
            output.Append(html, at, open - at);
            var tag = html.AsSpan(open, end - open);
            if (tag.StartsWith(Open, StringComparison.Ordinal))
            {
                AppendImage(output, tag.ToString(), pictures, isFirst);
                isFirst = false;
            }
            else
            {
                output.Append(tag);
            }

            at = end;
        }

        return output.Append(html, at, html.Length - at).ToString();
    }

    /// <summary>The value of <c>srcset</c>.</summary>
    /// <param name="picture">A picture.</param>
    /// <param name="address">Where it is itself, as it stands in the page.</param>
    /// <returns>Null where there is nothing to choose.</returns>
    public static string? SourceSet(Picture picture, string address)
    {
        ArgumentNullException.ThrowIfNull(picture);
        if (picture.Widths.Count == 0)
        {
            return null;
        }

        var forms = picture.Widths.Select(width =>
            string.Create(CultureInfo.InvariantCulture, $"{PictureForms.AddressOf(picture.Asset.BlobId, width)} {width}w"));
        var isWhole = picture.Widths[^1] >= Math.Min(picture.Size.Width, PictureForms.Widest);
        var whole = string.Create(CultureInfo.InvariantCulture, $"{address} {picture.Size.Width}w");
        return string.Join(", ", isWhole ? forms : forms.Append(whole));
    }

    private static void AppendImage(StringBuilder output, string tag, PictureIndex pictures, bool isFirst)
    {
        var written = isFirst ? tag.Replace(" " + Lazy, "", StringComparison.Ordinal) : tag;
        var address = ValueOf(written, "src") ?? "";
        if (pictures.Find(address) is not { } picture)
        {
            output.Append(written);
            return;
        }

        output.Append(written, 0, written.Length - 1);
        var (width, height) = (ValueOf(written, "width"), ValueOf(written, "height"));
        if (width is null && height is null)
        {
            output.Append(CultureInfo.InvariantCulture, $" width=\"{picture.Size.Width}\" height=\"{picture.Size.Height}\"");
        }
        else if (height is null && int.TryParse(width, CultureInfo.InvariantCulture, out var chosen))
        {
            var fitting = Math.Max(1, (long)chosen * picture.Size.Height / picture.Size.Width);
            output.Append(CultureInfo.InvariantCulture, $" height=\"{fitting}\"");
        }

        if (ValueOf(written, "srcset") is null && SourceSet(picture, address) is { } set)
        {
            // One that an author shows small need not come as wide as the column.
            var sizes = int.TryParse(width, CultureInfo.InvariantCulture, out var shown) ? $"{shown}px" : Sizes;
            output.Append(CultureInfo.InvariantCulture, $" srcset=\"{set}\" sizes=\"{sizes}\"");
        }

        output.Append('>');
    }

    private static string? ValueOf(string tag, string name)
    {
        var key = $" {name}=\"";
        for (var at = Open.Length - 1; at < tag.Length && tag[at] == ' ';)
        {
            var open = tag.IndexOf('"', at);
            var close = open < 0 ? -1 : tag.IndexOf('"', open + 1);
            if (close < 0)
            {
                return null;
            }
            else if (string.CompareOrdinal(tag, at, key, 0, key.Length) == 0)
            {
                return WebUtility.HtmlDecode(tag[(open + 1)..close]);
            }

            at = close + 1;
        }

        return null;
    }

    /// <summary>Where a tag ends: a greater-than sign within quotes is none.</summary>
    private static int EndOf(string html, int open)
    {
        var isQuoted = false;
        for (var at = open + 1; at < html.Length; at++)
        {
            isQuoted ^= html[at] == '"';
            if (html[at] == '>' && !isQuoted)
            {
                return at + 1;
            }
        }

        return html.Length;
    }
}
