using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using GoNoGo.Testing;
using GoNoGo.Web.Configuration;
using GoNoGo.Web.Tests.Api;
using GoNoGo.Web.Theme;

namespace GoNoGo.Web.Tests.Comments;

/// <summary>A reader who follows every link of the starting page to the end.</summary>
public sealed class CrawlTests(CrawlTests.LinkedBlog blog) : IClassFixture<CrawlTests.LinkedBlog>
{
    private static readonly HtmlParser Parser = new();

    [Fact]
    public async Task No_page_sets_a_cookie_or_needs_a_script_or_another_site()
    {
        var (comment, _) = await blog.Reader.TakeCommentAsync("post-5", ApiClient.Comment("See [this](https://elsewhere.example/)"));
        await blog.ApproveAsync(comment);
        var known = new HashSet<string>(["/"], StringComparer.Ordinal);
        var queue = new Queue<string>(known);
        var pages = 0;
        while (queue.TryDequeue(out var path))
        {
            var answer = await blog.Reader.AskAsync(path);
            var isOpen = answer.Status is HttpStatusCode.OK or HttpStatusCode.MovedPermanently;
            var leadsOn = path == "/account/" || path.Contains("/comments/", StringComparison.Ordinal);
            Assert.True(isOpen || (answer.Status is HttpStatusCode.SeeOther && leadsOn), $"{path} answered {answer.Status}");
            answer.AssertSafe();
            var found = answer.Header("Location") is { } target ? [target] : LinksOf(path, answer);
            pages += answer.Header("Content-Type")?.StartsWith("text/html", StringComparison.Ordinal) is true ? 1 : 0;
            foreach (var link in found.Where(known.Add))
            {
                queue.Enqueue(link);
            }
        }

        Assert.InRange(pages, 15, 200);
        Assert.Contains("/feed.xml", known);
        Assert.Contains("/tags/odd/", known);
        Assert.Contains("/about/", known);
        Assert.DoesNotContain(known, path => path.Contains("draft", StringComparison.Ordinal));
    }

    private List<string> LinksOf(string path, ApiAnswer answer)
    {
        if (answer.Header("Content-Type")?.StartsWith("text/html", StringComparison.Ordinal) is not true)
        {
            return [];
        }

        var page = Parser.ParseDocument(answer.Text);
        AssertClean(path, page);
        return page.QuerySelectorAll("a[href], link[href], img[src], source[src]")
            .Select(element => element.GetAttribute("href") ?? element.GetAttribute("src")!)
            .Select(address => new Uri(new Uri(blog.Address, path), address))
            .Where(address => IsHere(address))
            .Select(address => address.PathAndQuery)
            .ToList();
    }

    private void AssertClean(string path, IDocument page)
    {
        Assert.Empty(page.QuerySelectorAll("style, iframe, object, embed, [style]"));
        Assert.All(
            page.QuerySelectorAll("script:not([type='application/ld+json'])"),
            script => Assert.Contains(script.TextContent, PageScripts.Public.Select(own => own.Text)));
        Assert.All(page.All.SelectMany(element => element.Attributes), attribute => Assert.False(
            attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase), $"{path} has {attribute.Name}"));
        var fetched = page.QuerySelectorAll("img[src], source[src], video[src], audio[src], link[rel~=stylesheet], link[rel~=icon]");
        Assert.All(fetched, element => Assert.Matches("^/[^/]", element.GetAttribute("src") ?? element.GetAttribute("href")));
    }

    // Full addresses name the blog as readers know it, which is not where the test reaches it.
    private bool IsHere(Uri address) =>
        address.Authority == blog.Address.Authority || address.GetLeftPart(UriPartial.Authority) == Settings.DefaultUrl;

    /// <summary>A blog with a page of every kind.</summary>
    public sealed class LinkedBlog : CommentedBlog
    {
        protected override void WriteContent(ContentRepositoryBuilder content)
        {
            base.WriteContent(content);
            content.Write("site.yaml", """
                title: The garden
                posts_per_page: 2
                author: Ada Example
                navigation:
                  - title: About
                    url: /about/

                """);
            content.Write("content/pages/about.md", "---\ntitle: About\n---\nA page with [a post](../posts/post-1.md).\n");
            content.Write("content/posts/dot.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>");
            const string Markdown = "## Part\n\n![A dot](dot.svg)\n\n```csharp\nvar x = 1;\n```\n\n## Other part\n";
            content.WritePost("rich", "Rich", Markdown, "2026-01-09", "tags: [Odd, Two words]\n");
        }
    }
}
