using GoNoGo.Browser.Tests.Support;
using Microsoft.Playwright;

namespace GoNoGo.Browser.Tests;

/// <summary>
/// The blog that a newcomer starts with. Its pictures in the documentation are made here:
/// <c>GONOGO_SCREENSHOTS=docs/images</c> keeps them.
/// </summary>
public sealed class StarterBlogTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    private const string FolderVariable = "GONOGO_SCREENSHOTS";
    private const int LargestPicture = 250 * 1024;
    private const int Height = 1180;
    private const string BrokenImages = "all => all.filter(image => image.complete && !image.naturalWidth).length";

    [BrowserFact]
    public async Task A_newcomer_is_welcomed_first_and_finds_every_link_leading_somewhere()
    {
        using var data = new TemporaryFolder();
        await using var server = await ServerProcess.ServeAsync(data.Path, readyPath: "/");
        var page = await browser.NewPageAsync();
        await page.GotoAsync(AddressOf(server, "/"));
        Assert.Equal("Welcome to your blog", await page.InnerTextAsync(".post-summary h2 >> nth=0"));

        var ahead = new Queue<string>([page.Url]);
        var known = new HashSet<string>(StringComparer.Ordinal) { page.Url };
        while (ahead.TryDequeue(out var address))
        {
            var answer = await page.GotoAsync(address);
            Assert.True(answer?.Ok, $"{address} answered {answer?.Status}.");
            foreach (var link in await page.LinksAsync("main a, .site-nav a"))
            {
                var target = link.Split('#', '?')[0];
                if (target.StartsWith(AddressOf(server, "/"), StringComparison.Ordinal)
                    && !target.EndsWith(".xml", StringComparison.Ordinal)
                    && known.Add(target))
                {
                    ahead.Enqueue(target);
                }
            }
        }

        Assert.InRange(known.Count, 8, 40);
    }

    [BrowserFact]
    public async Task A_post_is_drawn_by_day_and_by_night()
    {
        using var data = new TemporaryFolder();
        await using var server = await ServerProcess.ServeAsync(data.Path, readyPath: "/");
        var folder = Environment.GetEnvironmentVariable(FolderVariable);

        foreach (var (scheme, name) in ((ColorScheme, string)[])[(ColorScheme.Light, "post.png"), (ColorScheme.Dark, "post-dark.png")])
        {
            var page = await browser.NewPageAsync(colorScheme: scheme);
            await page.SetViewportSizeAsync(1280, Height);
            await page.GotoAsync(AddressOf(server, "/posts/what-a-post-can-hold/"));
            var picture = await page.ScreenshotAsync();

            Assert.Equal(0, await page.Locator("img").EvaluateAllAsync<int>(BrokenImages));
            Assert.InRange(picture.Length, 10 * 1024, LargestPicture);
            if (folder is { Length: > 0 })
            {
                await File.WriteAllBytesAsync(Path.Combine(folder, name), picture, TestContext.Current.CancellationToken);
            }
        }
    }

    private static string AddressOf(ServerProcess server, string path) =>
        new Uri(server.Reader.BaseAddress ?? throw new InvalidOperationException("A server has an address."), path).AbsoluteUri;
}
