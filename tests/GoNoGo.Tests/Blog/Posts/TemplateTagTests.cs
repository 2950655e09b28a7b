namespace GoNoGo.Tests.Blog.Posts;

public sealed class TemplateTagTests
{
    [Theory]
    [InlineData("[a]({{ \"/x/\" | url }})", "<a href=\"/x/\">a</a>")]
    [InlineData("[a]({{ '/x/' | relative_url }})", "<a href=\"/x/\">a</a>")]
    [InlineData("[a]({{ site.baseurl }}/x/)", "<a href=\"/x/\">a</a>")]
    [InlineData("[a]({% post_url 2020-01-02-x %})", "<a href=\"2020-01-02-x.md\">a</a>")]
    [InlineData("[a]({{< relref \"x.md\" >}})", "<a href=\"x.md\">a</a>")]
    [InlineData("{% image \"assets/x.png\" \"An [x]\" %}", "<img src=\"/assets/x.png\" alt=\"An [x]\" loading")]
    [InlineData("{% image_with_class \"assets/x.png\" \"wide\" \"An x\" %}", "<img src=\"/assets/x.png\" alt=\"An x\" loading")]
    [InlineData("<div>\n{% image \"/x.png\" \"An x\" %}\n</div>", "<img src=\"/x.png\" alt=\"An x\" loading")]
    [InlineData("{{< figure src=\"/x.png\" alt=\"A\" caption=\"C & d\" >}}\nNext *one*", "<figcaption>C &amp; d</figcaption></figure>")]
    [InlineData("{{< figure src=\"/x.png\" alt=\"A\" caption=\"C\" >}}\nNext *one*", "<em>one</em>")]
    [InlineData("{{< youtube abc >}}", "<a href=\"https://www.youtube.com/watch?v=abc\" rel=\"noopener\">Video (youtube.com)</a>")]
    [InlineData("{{ youtube(id=\"abc\") }}", "https://www.youtube.com/watch?v=abc")]
    [InlineData("{{ \"https://www.youtube-nocookie.com/embed/abc\" | embed: \"Some\n film\" }}",
        "watch?v=abc\" rel=\"noopener\">Some film</a>")]
    [InlineData("{% include \"linked-figure.html\",\n image: \"/x.png\",\n alt: \"A\",\n caption: \"C\" %}", "<figcaption>C</figcaption>")]
    [InlineData("{% highlight rust %}\nlet x = {{y}};\n{% endhighlight %}", "<code class=\"language-rust\">")]
    [InlineData("{% comment %}{{ x }} hidden{% endcomment %}shown", "<p>shown</p>")]
    [InlineData("```\n{% raw %}{{ x }}{% endraw %}\n```", "<code>{{ x }}\n</code>")]
    [InlineData("Use {% raw %}{{ x }}{% endraw %} here", "Use <code>{{ x }}</code> here")]
    [InlineData("Use {% raw %}{{{% endraw %} x }} here", "Use <code>{{ x }}</code> here")]
    [InlineData("by {{ \"ada\" | team_link }}.", "<p>by ada.</p>")]
    [InlineData("a {{ \"ada\" | team_photo }}b", "<p>a b</p>")]
    [InlineData("a{% include header.html %}b{% if x %}c{% endif %}", "<p>abc</p>")]
    public void A_known_tag_becomes_what_it_stands_for(string markdown, string html) =>
        Assert.Contains(html, Reading.Html(markdown), StringComparison.Ordinal);

    [Theory]
    [InlineData("`{{ x }}`")]
    [InlineData("```rust\nformat!(\"{{}}\", {% x %});\n```")]
    [InlineData("text\n\n    {{ x }} indented\n")]
    [InlineData("<pre>{{ x }}</pre>")]
    public void Code_keeps_its_braces(string markdown)
    {
        var document = Reading.Document($"---\ntitle: T\n---\n{markdown}");
        Assert.Equal(markdown, document.Markdown);
        Assert.Empty(document.Warnings);
    }

    [Fact]
    public void A_tag_alone_in_an_indent_is_no_code() =>
        Assert.Contains("<img src=\"/x/y.png\"", Reading.Html("text\n\n\t{% image \"x/y.png\" \"A\" %}\n"), StringComparison.Ordinal);

    [Fact]
    public void An_unknown_tag_is_left_out_with_a_warning_that_names_the_line()
    {
        var document = Reading.Document("---\ntitle: T\n---\nfine\n{% include\n x.html %}\n{{ unknown.value }}\n{% raw %}\n");
        Assert.Equal([5, 7, 8], document.Warnings.Select(warning => warning.Line));
        Assert.DoesNotContain('{', document.Markdown);
    }

    [Fact]
    public void A_tag_may_name_the_front_matter() =>
        Assert.EndsWith(
            "![x](/a.png)", Reading.Document("---\nimage: /a.png\n---\n![x]({{ image | url }})").Markdown, StringComparison.Ordinal);

    [Fact]
    public void Lines_after_a_tag_of_several_lines_are_still_counted_right()
    {
        var document = Reading.Document("---\ntitle: T\n---\n{% image\n \"x.png\"\n \"A\" %}\n\n<script src=\"/s.js\"></script>\n");
        Assert.Equal([4, 8], Reading.Renderer.Render(document, _ => null).Warnings.Select(warning => warning.Line));
    }
}
