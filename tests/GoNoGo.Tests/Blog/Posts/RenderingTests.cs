using System.Diagnostics;
using GoNoGo.Platform.Languages;

namespace GoNoGo.Tests.Blog.Posts;

public sealed class RenderingTests
{
    [Theory]
    [InlineData("# Some title\n\nText", "<p>Text</p>")]
    [InlineData("# Other\n\n## Sub", "<h2 id=\"other\">Other</h2>\n<h3 id=\"sub\">Sub</h3>")]
    [InlineData("## Why {#because}", "<h2 id=\"because\">Why</h2>")]
    [InlineData("## A\n\n## A\n\n<p id=\"a\">x</p>", "<h2 id=\"a-1\">A</h2>\n<p id=\"a-2\">x</p>")]
    [InlineData("[x](https://example.org)", "<a href=\"https://example.org\" rel=\"noopener\">x</a>")]
    [InlineData("![A](/a.png)", "<img src=\"/a.png\" alt=\"A\" loading=\"lazy\" decoding=\"async\">")]
    [InlineData("![A](https://other.example/a.png)", "<p><a href=\"https://other.example/a.png\" rel=\"noopener\">A</a></p>")]
    [InlineData("[![A](//other.example/a.png)](/x/)", "<p><a href=\"/x/\">A</a></p>")]
    [InlineData("<iframe src=\"https://www.youtube.com/embed/abc\" title=\"Film\"></iframe>",
        "<a href=\"https://www.youtube.com/watch?v=abc\" rel=\"noopener\">Film</a>")]
    [InlineData("<p onclick=\"x()\" style=\"color:red\" class=\"k\">y</p>", "<p class=\"k\">y</p>")]
    [InlineData("<a href=\" javascript:x()\">y</a>", "<a>y</a>")]
    [InlineData("| a | b |\n|--:|---|\n| 1 | 2 |",
        "<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"a, b\"><table>")]
    [InlineData("| a | b |\n|--:|---|\n| 1 | 2 |", "<td class=\"align-right\">1</td>")]
    [InlineData("<p>Above<table><tr><td>x</td></tr></table>", "<p>Above</p><div class=\"table-scroll\"")]
    [InlineData("~~gone~~ and[^1]\n\n[^1]: Note", "<del>gone</del>")]
    [InlineData("- [x] done", "<input disabled=\"disabled\" type=\"checkbox\" checked=\"checked\" aria-label=\"done\">")]
    [InlineData("> [!NOTE]\n> Mind", "markdown-alert-note")]
    [InlineData("<video src=\"https://other.example/a.mp4\"></video>", "<video></video>")]
    [InlineData("```klingon\nif <x>\n```", "<pre tabindex=\"0\"><code class=\"language-klingon\">if &lt;x&gt;\n</code></pre>")]
    public void Markdown_becomes_the_html_of_a_page(string markdown, string html) =>
        Assert.Contains(html, Reading.Html(markdown), StringComparison.Ordinal);

    [Theory]
    [InlineData("rust,ignore", "// note\nlet x = \"a<b\"; fn f() -> u32 { 1 }",
        "hl-comment", "hl-string", "hl-keyword", "hl-function", "hl-number")]
    [InlineData("bash", "# c\nif [ -f \"$x\" ]; then echo hi; fi", "hl-comment", "hl-string", "hl-keyword")]
    [InlineData("yml", "key: \"v\" # c", "hl-comment", "hl-string", "hl-tag")]
    [InlineData("toml", "[section]\nkey = \"v\"", "hl-string")]
    [InlineData("cs", "public class A { int x = 1; }", "hl-keyword", "hl-number")]
    [InlineData("html", "<a href=\"x\">y</a>", "hl-tag", "hl-attribute", "hl-string")]
    public void Code_is_marked_with_classes_and_never_with_styles(string language, string code, params string[] classes)
    {
        var html = Reading.Html($"```{language}\n{code}\n```");
        Assert.All(classes, name => Assert.Contains($"class=\"{name}\"", html, StringComparison.Ordinal));
        Assert.DoesNotContain("style=", html, StringComparison.Ordinal);
        var text = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(html).QuerySelector("code")!.TextContent;
        Assert.Equal(code, text.TrimEnd('\n'));
    }

    [Fact]
    public void Highlighting_is_the_same_from_many_threads()
    {
        const string code = "```rust\nfn main() { println!(\"{}\", 1); }\n```\n\n```js\nlet a = /x/;\n```";
        var expected = Reading.Html(code);
        var all = ParallelEnumerable.Range(0, 64).Select(_ => Reading.Html(code)).ToList();
        Assert.All(all, html => Assert.Equal(expected, html));
    }

    [Fact]
    public void References_are_resolved_without_query_and_fragment()
    {
        var asked = new List<string>();
        var body = Reading.Body(
            "[a](other.md?x=1#y) ![b](my%20pic.png) <img src=\"c.png\" srcset=\"d.png 2x\"> "
            + "[e](#f) [g](mailto:h@example.org) [i](https://j.example/)",
            reference =>
            {
                asked.Add(reference);
                return reference == "other.md" ? "/posts/other/" : null;
            });
        Assert.Equal(["c.png", "d.png", "my pic.png", "other.md"], asked.Order(StringComparer.Ordinal));
        Assert.Contains("href=\"/posts/other/?x=1#y\"", body.Html, StringComparison.Ordinal);
        Assert.Contains("src=\"my%20pic.png\"", body.Html, StringComparison.Ordinal);
        Assert.True(body.HasReferences);
        Assert.False(Reading.Body("[i](https://j.example/) [e](#f)").HasReferences);
    }

    [Fact]
    public void The_excerpt_ends_at_the_mark_or_after_the_first_paragraph()
    {
        Assert.Equal("One *two*. Three".Replace("*", ""), Reading.Body("One *two*.\n\nThree\n\n<!--more-->\n\nFour").Excerpt);
        Assert.Equal("First", Reading.Body("> Quote\n\nFirst\n\nSecond").Excerpt);
        var longer = Reading.Body(string.Join(' ', Enumerable.Repeat("word", 200))).Excerpt;
        Assert.InRange(longer.Length, 200, 300);
        Assert.EndsWith("word…", longer, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_of_footnotes_and_the_ways_back_are_no_part_of_the_text()
    {
        var body = Reading.Body("Inline `code`.[^1] Again.[^1]\n\n## Why[^1]\n\n- [ ] do[^1]\n\n[^1]: A note.");

        Assert.Equal("Inline code. Again.", body.Excerpt);
        Assert.Equal("Inline code. Again. Why do A note.", body.PlainText);
        Assert.Equal("Why", Assert.Single(body.Headings).Text);
        Assert.Contains("aria-label=\"do\"", body.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_footnote_and_each_way_back_from_it_say_which_they_are()
    {
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(
            Reading.Html("One[^a], two[^b] and one again[^a].\n\n[^a]: First.\n\n[^b]: Second."));

        Assert.Equal(["Footnote 1", "Footnote 2", "Footnote 1"], Names(".footnote-ref"));
        Assert.Equal(["Back to reference 1", "Back to reference 1-2", "Back to reference 2"], Names(".footnote-back-ref"));

        IEnumerable<string?> Names(string links) => page.QuerySelectorAll(links).Select(link => link.GetAttribute("aria-label"));
    }

    [Fact]
    public void Every_word_that_is_added_to_a_text_is_of_the_language()
    {
        const string alerts = "> [!NOTE]\n> 1\n\n> [!TIP]\n> 1\n\n> [!IMPORTANT]\n> 1\n\n> [!WARNING]\n> 1\n\n> [!Caution]\n> 1\n\n";
        var document = Reading.Document($"---\ntitle: T\n---\n{alerts}| | |\n|-|-|\n| 1 | 2 |\n\n3[^4]\n\n[^4]: 5\n");
        var english = LanguageSet.BuiltIn.English;
        var bracketed = LanguageSet.BuiltIn.Under(new Dictionary<string, LanguageTexts>
        {
            ["en"] = new(new Dictionary<string, IReadOnlyDictionary<string, string>>
            {
                ["pages"] = english.Section("pages").ToDictionary(text => text.Key, text => $"⟦{text.Value.Pattern}⟧"),
            }),
        }).English;

        var body = new AngleSharp.Html.Parser.HtmlParser()
            .ParseDocument(Reading.Renderer.Render(document, _ => null, bracketed).Html).Body!;

        var said = body.QuerySelectorAll("[aria-label]").Select(element => element.GetAttribute("aria-label")!)
            .Concat(body.QuerySelectorAll("p").Select(paragraph => paragraph.TextContent.Trim()))
            .Where(text => text.Any(char.IsLetter)).ToList();
        Assert.Equal(8, said.Count);
        Assert.All(said, text => Assert.Matches("^⟦[^⟦⟧]+⟧$", text));
    }

    [Theory]
    [InlineData("de", "Tipp", "de")]
    [InlineData("fr-CA", "Astuce", "fr")]
    [InlineData("es", "Consejo", "es")]
    [InlineData("ar", "Tip", "en")]
    public void The_title_of_an_alert_is_in_the_language_of_the_text_and_says_so(string tag, string title, string said)
    {
        var document = Reading.Document("---\ntitle: T\n---\n> [!TIP]\n> Go **slowly**.\n");

        var html = Reading.Renderer.Render(document, _ => null, LanguageSet.BuiltIn.For(tag)).Html;

        Assert.Matches($"<p class=\"markdown-alert-title\" lang=\"{said}\"><svg[^>]+>.*</svg>{title}</p>", html);
    }

    [Fact]
    public void Text_headings_and_words_are_told()
    {
        var body = Reading.Body("## One\n\nA *b*c <!-- secret --> d.\n\n- e\n- f\n\n### Two\n\n#### Three\n\n日本語です。");
        Assert.Equal("One A bc d. e f Two Three 日本語です。", body.PlainText);
        Assert.Equal([(2, "one", "One"), (3, "two", "Two")], body.Headings.Select(heading => (heading.Level, heading.Id, heading.Text)));
        Assert.DoesNotContain("secret", body.Html, StringComparison.Ordinal);
        Assert.Equal(10, body.WordCount);
    }

    [Fact]
    public void What_a_page_may_not_hold_is_left_out_with_a_warning()
    {
        var body = Reading.Body("fine\n\n<script>alert(1)</script>\n\n<style>p{}</style>\n\n![x](https://o.example/x.png)\n");
        Assert.DoesNotContain("alert", body.Html + body.PlainText, StringComparison.Ordinal);
        Assert.Equal(
            [("element_left_out", 8), ("remote_left_out", 10), ("script_left_out", 6)],
            body.Warnings.Select(warning => (warning.Code, warning.Line)).Order());
    }

    [Fact]
    public void Texts_that_would_hold_up_a_parser_are_refused_within_a_second()
    {
        string[] bombs =
        [
            string.Concat(Enumerable.Repeat(" -", 1500)) + " > ```\n\n\n",
            new string('>', 5000),
            string.Concat(Enumerable.Range(0, 2000).Select(i => $"[l{i}]: /x\n")),
        ];
        foreach (var bomb in bombs)
        {
            var clock = Stopwatch.StartNew();
            Assert.NotEqual(0, Reading.Refusal($"---\ntitle: T\n---\n{bomb}").Line);
            Assert.InRange(clock.ElapsedMilliseconds, 0, 1000);
        }
    }

    [Theory]
    [InlineData("<div>", 100_000)]
    [InlineData("<b>", 50_000)]
    [InlineData("[", 20_000)]
    public void Nesting_that_would_overflow_a_stack_refuses_the_body(string part, int times)
    {
        var document = Reading.Document("---\ntitle: T\n---\n" + string.Concat(Enumerable.Repeat(part, times)));
        Assert.Equal("nested_too_deeply", Reading.Renderer.Render(document, _ => null).Refusal?.Code);
    }
}
