using GoNoGo.Browser.Tests.Support;
using Microsoft.Playwright;

namespace GoNoGo.Browser.Tests;

/// <summary>Every kind of page, on the smallest phone, on paper and for those who need it to be well made.</summary>
public sealed class LayoutTests(BrowserFixture browser, GalleryBlog blog) : IClassFixture<BrowserFixture>, IClassFixture<GalleryBlog>
{
    private const int SmallestPhone = 320;
    private const int Paper = 720;

    // Names what sticks out, so that a failure says where to look.
    private const string Overflow = """
        () => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('body *')]
          .filter(element => element.getBoundingClientRect().right > innerWidth + 1 || element.getBoundingClientRect().left < -1)
          .map(element => `${element.tagName}.${element.className}`)
        """;

    [BrowserFact]
    public async Task No_page_scrolls_sideways_on_the_smallest_phone_or_on_paper()
    {
        var page = await browser.NewPageAsync(width: SmallestPhone);
        await EachPageAsync(page, async path => AssertNone(path, await page.EvaluateAsync<string[]>(Overflow)));

        var paper = await browser.NewPageAsync(width: Paper);
        await paper.EmulateMediaAsync(new() { Media = Media.Print });
        await EachPageAsync(paper, async path => AssertNone(path, await paper.EvaluateAsync<string[]>(Overflow)));
    }

    [BrowserFact]
    public Task Axe_finds_nothing_by_day() => AxeFindsNothingAsync(ColorScheme.Light);

    [BrowserFact]
    public Task Axe_finds_nothing_by_night() => AxeFindsNothingAsync(ColorScheme.Dark);

    private async Task AxeFindsNothingAsync(ColorScheme scheme)
    {
        // Axe itself needs a script, and so comments are taken in place.
        var page = await browser.NewPageAsync(javaScript: true, colorScheme: scheme, bypassPolicy: true);
        await EachPageAsync(page, async path => AssertNone(path, await Axe.FindingsAsync(page)));

        await page.OpenAsync(blog, "/posts/short-1/");
        await page.PressAsync("preview");
        await page.WaitForSelectorAsync(".problems");
        AssertNone("a refused comment", await Axe.FindingsAsync(page));
        await page.SendInPlaceAsync("Some *words* and `code`.\n\n> quoted", "Grace");
        AssertNone("a comment that was sent in place", await Axe.FindingsAsync(page));
        var own = new Uri(await page.InnerTextAsync(".own-link"));
        await page.OpenAsync(blog, own.AbsolutePath); // It names the blog as readers know it, which is not where the test reaches it.
        AssertNone("a comment's own page", await Axe.FindingsAsync(page));
        await page.PressAsync("erase");
        AssertNone("the last question before erasing", await Axe.FindingsAsync(page));
    }

    private async Task EachPageAsync(IPage page, Func<string, Task> check)
    {
        foreach (var path in GalleryBlog.Paths)
        {
            await page.OpenAsync(blog, path);
            await check(path);
        }
    }

    private static void AssertNone(string place, string[] findings) =>
        Assert.True(findings.Length == 0, $"{place}:\n{string.Join('\n', findings)}");
}
