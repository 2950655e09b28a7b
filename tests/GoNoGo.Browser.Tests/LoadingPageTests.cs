using GoNoGo.Browser.Tests.Support;

namespace GoNoGo.Browser.Tests;

/// <summary>What a reader sees while the blog has nothing to show yet.</summary>
public sealed class LoadingPageTests(BrowserFixture browser, LoadingBlog blog) : IClassFixture<BrowserFixture>, IClassFixture<LoadingBlog>
{
    [BrowserFact]
    public async Task The_page_that_asks_for_patience_wears_the_theme()
    {
        var page = await browser.NewPageAsync();

        var answer = await page.GotoAsync(blog.Address.AbsoluteUri);

        Assert.Equal(503, answer?.Status);
        Assert.Equal("flex", await page.EvaluateAsync<string>("getComputedStyle(document.body).display"));
    }
}

/// <summary>A blog whose folder of posts is missing: it goes on waiting for it.</summary>
public sealed class LoadingBlog : BlogFixture
{
    protected override void WriteContent(ContentRepositoryBuilder content) => content.Write("site.yaml", "title: Soon\n");
}
