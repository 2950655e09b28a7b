using GoNoGo.Browser.Tests.Support;

namespace GoNoGo.Browser.Tests;

/// <summary>The description of the API, as a person reads it.</summary>
public sealed class ApiReaderTests(BrowserFixture browser, JourneyBlog blog) : IClassFixture<BrowserFixture>, IClassFixture<JourneyBlog>
{
    [BrowserFact]
    public async Task It_is_drawn_under_our_policy_with_its_styles_and_asks_nobody_else()
    {
        var page = await browser.NewPageAsync(javaScript: true);
        var (elsewhere, refused) = (new List<string>(), new List<string>());
        page.Request += (_, request) =>
        {
            if (new[] { blog.Address.AbsoluteUri, "data:" }.All(start => !request.Url.StartsWith(start, StringComparison.Ordinal)))
            {
                elsewhere.Add(request.Url);
            }
        };
        page.Console += (_, message) => refused.Add(message.Text);

        await page.OpenAsync(blog, "/api/");
        await page.WaitForSelectorAsync("text=Takes a comment, which waits for a person");
        await page.WaitForSelectorAsync("text=\"/api/v1/posts/{slug}/comments\"");

        Assert.Empty(elsewhere);
        Assert.DoesNotContain(refused, text => text.Contains("directive 'style-src 'self'", StringComparison.Ordinal));
        Assert.DoesNotContain(refused, text => text.Contains("script-src", StringComparison.Ordinal));
    }
}
