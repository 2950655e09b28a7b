using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using GoNoGo.Blog.Content;
using GoNoGo.Blog.Site;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace GoNoGo.Blog.Posts;

internal static partial class DocumentReader
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public static ReadOutcome Read(SourceFile file, SiteSettings site)
    {
        try
        {
            return new ReadDocument(Parse(file, Strict.GetString(file.Bytes.Span)));
        }
        catch (Exception exception) when (exception is DecoderFallbackException or YamlException or Tomlyn.TomlException)
        {
            var code = exception is DecoderFallbackException ? "text_not_utf8" : "front_matter_invalid";
            return new RefusedDocument(new ContentProblem(file.Path, 1, ContentProblemSeverity.Refused, code, exception.Message));
        }
    }

    private static Document Parse(SourceFile file, string text)
    {
        var match = Matter().Match(text);
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        if (match is { Success: true, Groups: var groups } && groups[1].Value == "---")
        {
            values = new DeserializerBuilder().Build().Deserialize<Dictionary<string, object?>>(groups[2].Value) ?? values;
        }
        else if (match.Success)
        {
            values = Tomlyn.TomlSerializer.Deserialize<Dictionary<string, object?>>(match.Groups[2].Value) ?? values;
        }

        string? One(string key) => values.GetValueOrDefault(key)?.ToString();
        IReadOnlyList<string> Many(string key) => values.GetValueOrDefault(key) switch
        {
            null => [],
            string one => [one],
            IEnumerable several => [.. several.Cast<object>().Select(item => item.ToString() ?? "")],
            _ => [],
        };
        DateTimeOffset? When(string? written) =>
            DateTimeOffset.TryParse(written, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;

        var address = One("path") ?? One("permalink") ?? One("url");
        var frontMatter = new FrontMatter
        {
            Title = One("title"),
            Slug = One("slug"),
            Address = address,
            Date = When(One("date")),
            Draft = One("draft") is "true" or "True",
            Aliases = [.. Many("aliases"), .. Many("redirect_from")],
            Authors = Many("authors"),
            Tags = Many("tags"),
            Image = One("image"),
        };
        var body = text[match.Length..];
        var dated = Dated().Match(address ?? Path.GetFileName(file.Path));
        return new Document
        {
            Path = file.Path,
            BlobId = file.BlobId,
            FrontMatter = frontMatter,
            Title = frontMatter.Title ?? Heading().Match(body).Groups[1].Value,
            Date = frontMatter.Date ?? When(dated.Success ? string.Join('-', dated.Groups.Values.Skip(1)) : null),
            Markdown = body,
        };
    }

    [GeneratedRegex(@"\A(---|\+\+\+)\r?\n(.*?)^\1\r?$", RegexOptions.Singleline | RegexOptions.Multiline, 1000)]
    private static partial Regex Matter();

    [GeneratedRegex(@"(?:^|/)(\d{4})[-/](\d{2})[-/](\d{2})[-/]", RegexOptions.None, 1000)]
    private static partial Regex Dated();

    [GeneratedRegex(@"^#+ (.*)$", RegexOptions.Multiline, 1000)]
    private static partial Regex Heading();
}
