using GoNoGo.Blog.Site;

namespace GoNoGo.Tests.Blog.Posts;

public sealed class FrontMatterTests
{
    private static readonly SiteSettings Vienna = new() { TimeZone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Vienna") };

    [Theory]
    [InlineData("---\ntitle: T\ndate: 2020-01-02\ntags: [a, b]\n---\nBody")]
    [InlineData("---\ntitle: T\ndate: 2020-01-02\ntags: a b\n...\nBody")]
    [InlineData("+++\ntitle = \"T\"\ndate = 2020-01-02\n[taxonomies]\ntags = [\"a\", \"b\"]\n+++\nBody")]
    [InlineData("{\n \"title\": \"T\", \"date\": \"2020-01-02\", \"tags\": [\"a\", \"b\"]\n}\nBody")]
    public void All_syntaxes_say_the_same(string text)
    {
        var document = Reading.Document(text);
        Assert.Equal("T", document.Title);
        Assert.Equal(new DateTimeOffset(2020, 1, 2, 0, 0, 0, TimeSpan.Zero), document.Date);
        Assert.Equal(["a", "b"], document.FrontMatter.Tags);
        Assert.Equal("Body", document.Markdown.Trim());
        Assert.Empty(document.Warnings);
    }

    [Theory]
    [InlineData("2015-03-19", "2015-03-19T00:00:00+01:00")]
    [InlineData("'2015-03-19'", "2015-03-19T00:00:00+01:00")]
    [InlineData("2015-03-19 10:00:00 -4", "2015-03-19T10:00:00-04:00")]
    [InlineData("2015-3-9T08:05", "2015-03-09T08:05:00+01:00")]
    [InlineData("2015-07-19T10:00:00.250Z", "2015-07-19T10:00:00.250+00:00")]
    [InlineData("2015-07-19T10:00:00+0530", "2015-07-19T10:00:00+05:30")]
    [InlineData("2015-07-19 10:00:00 UTC", "2015-07-19T10:00:00+00:00")]
    [InlineData("2015-07-19 10:00 America/New_York", "2015-07-19T10:00:00-04:00")]
    [InlineData("Jul 08 2022", "2022-07-08T00:00:00+02:00")]
    [InlineData("'Mon, 02 Jan 2006 15:04:05 -0700'", "2006-01-02T15:04:05-07:00")]
    [InlineData("2026-03-29 02:30", "2026-03-29T03:30:00+02:00")]
    [InlineData("2026-10-25 02:30", "2026-10-25T02:30:00+02:00")]
    [InlineData("2028-02-29", "2028-02-29T00:00:00+01:00")]
    public void Every_form_of_a_date_is_read_in_the_sites_zone(string written, string expected) =>
        Assert.Equal(
            DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture).ToString("O"),
            Reading.FrontMatter($"date: {written}", Vienna).Date!.Value.ToString("O"));

    [Theory]
    [InlineData("date = 1979-05-27T07:32:00Z")]
    [InlineData("date = 1979-05-27T00:32:00-07:00")]
    [InlineData("date = 1979-05-27T07:32:00")]
    [InlineData("date = \"1979-05-27 07:32\"")]
    public void Toml_dates_are_read(string line) =>
        Assert.Equal(new DateTime(1979, 5, 27, 7, 32, 0), Reading.Document($"+++\n{line}\n+++\nx").Date!.Value.UtcDateTime);

    [Fact]
    public void Published_is_a_date_for_Hugo_and_a_switch_for_Jekyll()
    {
        Assert.Equal(2021, Reading.FrontMatter("published: 2021-05-06").Date!.Value.Year);
        Assert.True(Reading.FrontMatter("published: false").Draft);
        Assert.False(Reading.FrontMatter("published: true").Draft);
    }

    [Fact]
    public void A_later_publish_date_keeps_the_post_back() =>
        Assert.Equal(2031, Reading.FrontMatter("date: 2020-01-01\npublishDate: 2031-01-01").Date!.Value.Year);

    [Fact]
    public void The_keys_of_all_generators_are_understood()
    {
        var matter = Reading.FrontMatter(
            """
            lastmod: 2021-01-01
            expiryDate: 2030-01-01
            categories: One
            tags: [Two, one]
            author: {name: Ada}
            redirect_from: /old/
            summary: Short *text*
            cover: {image: /a.png, alt: An A}
            locale: de-AT
            canonical_url: https://example.org/x
            translationKey: greeting
            comments: {enabled: false}
            robots: noindex, nofollow
            permalink: /2020/x/
            unheard_of: [1, {a: b}]
            """);
        Assert.Equal((2021, 2030), (matter.Updated!.Value.Year, matter.Expires!.Value.Year));
        Assert.Equal(["Two", "one"], matter.Tags);
        Assert.Equal(["Ada"], matter.Authors);
        Assert.Equal(["/old/"], matter.Aliases);
        Assert.Equal(("Short text", "/a.png", "An A"), (matter.Excerpt, matter.Image, matter.ImageAlt));
        Assert.Equal(("de-AT", "https://example.org/x", "/2020/x/"), (matter.Language, matter.CanonicalUrl, matter.Address));
        Assert.Equal("greeting", matter.TranslationKey);
        Assert.False(matter.CommentsOpen);
        Assert.True(matter.NoIndex);
    }

    [Theory]
    [InlineData("image: /x.png", "/x.png")]
    [InlineData("heroImage: ./x.png", "./x.png")]
    [InlineData("images: [a.png, b.png]", "a.png")]
    [InlineData("image: /x.png\nhero: false", "/x.png")]
    [InlineData("hero: false", null)]
    public void A_picture_is_found_in_each_form(string yaml, string? expected) => Assert.Equal(expected, Reading.FrontMatter(yaml).Image);

    [Theory]
    [InlineData("de-AT", "de-AT")]
    [InlineData("en_US", "en-US")]
    [InlineData("grc", "grc")]
    [InlineData("sr-Latn-RS", "sr-Latn-RS")]
    [InlineData("english", null)]
    [InlineData("klingon", null)]
    [InlineData("xx", null)]
    public void A_language_is_a_tag_that_begins_with_a_known_language(string written, string? language)
    {
        var document = Reading.Document($"---\ntitle: x\nlang: {written}\n---\n");

        Assert.Equal(language, document.FrontMatter.Language);
        Assert.Equal(
            language is null ? [("wrong_type", 3)] : [], document.Warnings.Select(warning => (warning.Code, warning.Line)));
    }

    [Fact]
    public void A_wrong_type_is_a_warning_that_names_key_and_line()
    {
        var document = Reading.Document("---\ntitle: T\nlastmod: someday\nimage: {x: 1}\n---\nx");
        Assert.Equal([("wrong_type", 3), ("wrong_type", 4)], document.Warnings.Select(warning => (warning.Code, warning.Line)).Order());
        Assert.Contains("'lastmod'", document.Warnings.Single(warning => warning.Line == 3).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("date: soon", 3)]
    [InlineData("date: 2015-13-45", 3)]
    [InlineData("draft: maybe", 3)]
    [InlineData("expires: [1]", 3)]
    [InlineData("slug: {a: b}", 3)]
    public void A_wrong_value_that_decides_on_publication_refuses_the_file(string line, int expected)
    {
        var problem = Reading.Refusal($"---\ntitle: T\n{line}\n---\nx");
        Assert.Equal(("wrong_type", expected), (problem.Code, problem.Line));
    }

    [Theory]
    [InlineData("---\ntitle: x\nno end", "front_matter_unclosed", 1)]
    [InlineData("---\ntitle: x\n  bad: [\n---\n", "yaml_broken", 3)]
    [InlineData("---\ntitle: x\ntitle: y\n---\n", "duplicate_key", 3)]
    [InlineData("---\n- a\n- b\n---\n", "yaml_broken", 2)]
    [InlineData("---\nx: !!python/object:os.system {}\n---\n", "yaml_tag", 2)]
    [InlineData("+++\ntitle = \"x\"\ntitle = \"y\"\n+++\n", "duplicate_key", 3)]
    [InlineData("+++\ntitle = x y\n+++\n", "toml_broken", 2)]
    [InlineData("{\"title\": \"x\",\n\"title\": \"y\"}\n", "duplicate_key", 2)]
    [InlineData("{\"title\": \"x\",\n\"b\": }\n", "json_broken", 2)]
    public void Broken_front_matter_is_refused_with_its_line(string text, string code, int line)
    {
        var problem = Reading.Refusal(text);
        Assert.Equal((code, line), (problem.Code, problem.Line));
    }

    [Fact]
    public void A_quoted_value_may_go_on_at_the_margin()
    {
        var matter = Reading.FrontMatter("title: \"One\ntwo\n\nthree: 'x'\"\ntags: [a]");
        Assert.Equal("One two three: 'x'", matter.Title);
        Assert.Equal(["a"], matter.Tags);
    }

    [Fact]
    public void Anchors_and_merge_keys_are_followed_within_bounds() =>
        Assert.Equal(["x"], Reading.FrontMatter("base: &b {tags: [x]}\n<<: *b").Tags);

    [Fact]
    public void Front_matter_bombs_are_refused_fast()
    {
        var aliases = "a: &a [x,x,x,x,x,x,x,x,x,x]\n"
            + string.Concat("bcdefghi".Select(c => $"{c}: &{c} [{string.Join(',', Enumerable.Repeat($"*{(char)(c - 1)}", 9))}]\n"));
        Assert.Equal("yaml_aliases", Fast(() => Reading.Refusal($"---\n{aliases}---\n").Code));
        Assert.Equal("too_deep", Fast(() => Reading.Refusal($"---\na: {new string('[', 5000)}\n---\n").Code));
        Assert.Equal("too_deep", Fast(() => Reading.Refusal($"+++\na = {new string('[', 5000)}{new string(']', 5000)}\n+++\n").Code));
        Assert.Equal("too_deep", Fast(() => Reading.Refusal($"{{\"a\": {new string('[', 5000)}\n").Code));
        var many = string.Concat(Enumerable.Range(0, 10_001).Select(i => $"k{i}: 1\n"));
        Assert.Equal("too_many_values", Fast(() => Reading.Refusal($"---\n{many}---\n").Code));
    }

    private static string Fast(Func<string> read)
    {
        read(); // The first call also compiles what it calls.
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var code = read();
        Assert.InRange(clock.ElapsedMilliseconds, 0, 400);
        return code;
    }
}
