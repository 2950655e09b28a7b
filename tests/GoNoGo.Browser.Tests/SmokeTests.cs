using GoNoGo.Browser.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace GoNoGo.Browser.Tests;

/// <summary>The browser itself: it is there, and a reader without JavaScript is one.</summary>
public sealed class SmokeTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    private const string Html = """
        <!doctype html>
        <title>A page</title>
        <h1>Without script</h1>
        <script>document.querySelector('h1').textContent = 'With script'</script>
        """;

    [BrowserFact]
    public async Task A_reader_has_no_JavaScript_unless_a_test_asks_for_it()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var site = builder.Build();
        site.MapGet("/", () => TypedResults.Content(Html, "text/html; charset=utf-8"));
        await site.StartAsync(cancellationToken);

        var without = await browser.NewPageAsync();
        await without.GotoAsync(site.Urls.First());
        var with = await browser.NewPageAsync(javaScript: true);
        await with.GotoAsync(site.Urls.First());

        Assert.Equal("Without script", await without.InnerTextAsync("h1"));
        Assert.Equal("With script", await with.InnerTextAsync("h1"));
        await site.StopAsync(cancellationToken);
    }
}
