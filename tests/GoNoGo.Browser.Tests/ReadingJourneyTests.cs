using GoNoGo.Browser.Tests.Support;

namespace GoNoGo.Browser.Tests;

/// <summary>A reader without JavaScript who only clicks.</summary>
public sealed class ReadingJourneyTests(BrowserFixture browser, JourneyBlog blog)
    : IClassFixture<BrowserFixture>, IClassFixture<JourneyBlog>
{
    [BrowserFact]
    public async Task A_reader_goes_from_the_start_page_to_a_post_its_tag_and_the_post_before_it()
    {
        var page = await browser.NewPageAsync();
        await page.OpenAsync(blog, "/");

        await page.ClickAsync("main >> text=On ferns");
        Assert.Equal("On ferns", await page.InnerTextAsync("h1"));
        Assert.Contains("They like it.", await page.InnerTextAsync(".prose"), StringComparison.Ordinal);

        await page.ClickAsync("[rel=tag] >> text=green");
        Assert.Equal("green", await page.InnerTextAsync("h1"));
        Assert.Equal(2, await page.Locator("article").CountAsync());

        await page.GoBackAsync();
        await page.ClickAsync(".neighbours [rel=prev]");
        Assert.Equal("On moss", await page.InnerTextAsync("h1"));
        Assert.EndsWith("/posts/moss/", page.Url, StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task A_search_finds_a_post_and_marks_the_word()
    {
        var page = await browser.NewPageAsync();
        await page.OpenAsync(blog, "/");

        await page.ClickAsync(".site-nav >> text=Search");
        await page.FillAsync("[name=q]", "walks");
        await page.PressAsync("[name=q]", "Enter");

        Assert.Equal("walks", await page.InnerTextAsync("mark"));
        await page.ClickAsync("main >> text=On moss");
        Assert.Equal("On moss", await page.InnerTextAsync("h1"));
    }

    [BrowserFact]
    public async Task Reading_leaves_no_cookie_and_asks_nobody_else()
    {
        var page = await browser.NewPageAsync(javaScript: true);
        var elsewhere = new List<string>();
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(blog.Address.AbsoluteUri, StringComparison.Ordinal))
            {
                elsewhere.Add(request.Url);
            }
        };

        foreach (var path in (string[])["/", "/posts/fern/", "/tags/", "/archive/", "/search?q=moss", "/about/", "/privacy", "/nowhere"])
        {
            await page.OpenAsync(blog, path);
            Assert.Equal(0, await page.EvaluateAsync<int>(
                "document.querySelectorAll('script[src]').length + localStorage.length + sessionStorage.length"));
        }

        Assert.Empty(elsewhere);
        Assert.Empty(await page.Context.CookiesAsync());
    }
}
