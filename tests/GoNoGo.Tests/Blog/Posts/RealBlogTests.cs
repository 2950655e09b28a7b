using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using GoNoGo.Blog.Posts;
using GoNoGo.Blog.Site;
using GoNoGo.Testing;

namespace GoNoGo.Tests.Blog.Posts;

public sealed partial class RealBlogTests(ITestOutputHelper output)
{
    private const int TimeoutMilliseconds = 10_000;

    [Theory]
    [InlineData("18f", 509)]
    [InlineData("rust-lang", 750)]
    public void Every_file_of_a_real_blog_is_a_document_with_its_own_title(string blog, int atLeast)
    {
        var documents = Read(blog);

        Assert.True(documents.Count >= atLeast, $"{documents.Count} documents");
        var wrong = documents
            .Select(pair => (pair.Document.Path, Expected: RawTitle(TextOf(pair.File)), pair.Document.Title))
            .Where(row => row.Expected is not null && Letters(row.Expected) != Letters(row.Title))
            .ToList();
        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_post_of_18F_has_the_date_that_its_author_wrote()
    {
        foreach (var (file, document) in Read("18f"))
        {
            var written = RawDate().Match(TextOf(file));
            var name = FileDate().Match(Path.GetFileName(file.Path));
            var expected = DateOf(written.Success ? written : name);
            Assert.Equal((file.Path, expected), (file.Path, DateOnly.FromDateTime(document.Date!.Value.DateTime)));
        }
    }

    [Fact]
    public void Every_post_of_the_Rust_blog_has_the_date_in_its_path()
    {
        foreach (var (file, document) in Read("rust-lang"))
        {
            var path = RawPath().Match(TextOf(file));
            if (path.Success)
            {
                Assert.Equal((file.Path, DateOf(path)), (file.Path, DateOnly.FromDateTime(document.Date!.Value.DateTime)));
                Assert.Contains(path.Groups["y"].Value, document.FrontMatter.Address, StringComparison.Ordinal);
                Assert.NotEmpty(document.FrontMatter.Authors);
            }
        }
    }

    [Theory]
    [InlineData("18f")]
    [InlineData("rust-lang")]
    public void No_page_of_a_real_blog_shows_a_template_tag_outside_code(string blog)
    {
        var left = new List<string>();
        var warnings = new Dictionary<string, int>();
        var clock = Stopwatch.StartNew();
        foreach (var (_, document) in Read(blog))
        {
            var body = Reading.Renderer.Render(document, _ => null);
            Assert.Null(body.Refusal);
            foreach (var warning in document.Warnings.Concat(body.Warnings))
            {
                warnings[warning.Code] = warnings.GetValueOrDefault(warning.Code) + 1;
                Assert.InRange(warning.Line, 0, 5000);
            }

            var prose = Code().Replace(body.Html, "");
            if (prose.Contains("{{", StringComparison.Ordinal) || prose.Contains("}}", StringComparison.Ordinal)
                || prose.Contains("{%", StringComparison.Ordinal) || prose.Contains("%}", StringComparison.Ordinal))
            {
                left.Add(document.Path);
            }
        }

        output.WriteLine($"{clock.ElapsedMilliseconds} ms; {string.Join(", ", warnings)}");
        Assert.Empty(left);
    }

    [Fact]
    public void Nothing_in_a_rendered_page_of_a_real_blog_is_loaded_from_another_origin()
    {
        foreach (var (_, document) in Read("18f").Concat(Read("rust-lang")))
        {
            var html = Code().Replace(Reading.Renderer.Render(document, _ => null).Html, "");
            Assert.DoesNotMatch(Loading(), html);
            Assert.DoesNotMatch(Inline(), html);
        }
    }

    private static List<(SourceFile File, Document Document)> Read(string blog)
    {
        var root = Corpora.Find($"blogs/{blog}");
        var outcomes = Directory.EnumerateFiles(Path.Combine(root, "content"), "*.md", SearchOption.AllDirectories)
            .Where(file => !Path.GetFileName(file).StartsWith('_'))
            .Order(StringComparer.Ordinal)
            .Select(file => new SourceFile(Path.GetRelativePath(root, file), "0", File.ReadAllBytes(file)))
            .Select(file => (File: file, Outcome: DocumentReader.Read(file, SiteSettings.Default))).ToList();
        Assert.Empty(outcomes.Select(pair => pair.Outcome).OfType<RefusedDocument>());
        return [.. outcomes.Select(pair => (pair.File, ((ReadDocument)pair.Outcome).Document))];
    }

    // Read by none of our own code.
    private static string TextOf(SourceFile file) => Encoding.UTF8.GetString(file.Bytes.Span);

    // The title's one line as it stands; a folded or multi-line one is left to the reader's eyes.
    private static string? RawTitle(string text)
    {
        var match = OneLineTitle().Match(text);
        return match.Success ? Markup().Replace(WebUtility.HtmlDecode(match.Groups["title"].Value), "") : null;
    }

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit));

    private static DateOnly DateOf(Match match) => new(Number(match, "y"), Number(match, "m"), Number(match, "d"));

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        """^title\s*[:=]\s*(?:"(?<title>[^"\n]*)"|'(?<title>[^'\n]*)'|(?<title>[^\s"'>|][^\n]*[^"'\n]))"""
        + """[^\S\n]*\n(?=\w+\s*[:=]|---|\+\+\+)""",
        RegexOptions.Multiline, TimeoutMilliseconds)]
    private static partial Regex OneLineTitle();

    [GeneratedRegex("<!--.*?-->|</?em>", RegexOptions.None, TimeoutMilliseconds)]
    private static partial Regex Markup();

    [GeneratedRegex(@"^date:\s*'?(?<y>\d{4})-(?<m>\d\d)-(?<d>\d\d)", RegexOptions.Multiline, TimeoutMilliseconds)]
    private static partial Regex RawDate();

    [GeneratedRegex(@"^(?<y>\d{4})-(?<m>\d\d)-(?<d>\d{1,2})-", RegexOptions.None, TimeoutMilliseconds)]
    private static partial Regex FileDate();

    [GeneratedRegex("""^path = "(?:inside-rust/)?(?<y>\d{4})/(?<m>\d\d)/(?<d>\d\d)/""", RegexOptions.Multiline, TimeoutMilliseconds)]
    private static partial Regex RawPath();

    [GeneratedRegex("<pre.*?</pre>|<code.*?</code>", RegexOptions.Singleline, TimeoutMilliseconds)]
    private static partial Regex Code();

    [GeneratedRegex(
        """<(?:img|iframe|script|video|audio|source|link|object|embed)[^>]*(?:src|srcset|href|data|poster)="(?:https?:)?//""",
        RegexOptions.None, TimeoutMilliseconds)]
    private static partial Regex Loading();

    [GeneratedRegex("""<[a-z][^>]* (?:style|on[a-z]+)=""", RegexOptions.None, TimeoutMilliseconds)]
    private static partial Regex Inline();
}
