using GoNoGo.Accounts.Commenters;
using GoNoGo.Blog.Content;
using GoNoGo.Browser.Tests.Support;
using GoNoGo.Comments;
using GoNoGo.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace GoNoGo.Browser.Tests;

/// <summary>A commenter signs in by a mailed link without script, by keyboard, and every page on the way can be read by anybody.</summary>
public sealed class CommenterPageTests(BrowserFixture browser, AdminBlog blog) : IClassFixture<BrowserFixture>, IClassFixture<AdminBlog>
{
    private const string Address = "ada@example.org";
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("GONOGO_PICTURES");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [BrowserFact]
    public async Task They_sign_in_choose_and_sign_out_without_script()
    {
        await blog.AppearsAsync("/");
        await CommentAsync("Something that I wrote");
        var page = await browser.NewPageAsync();
        await page.OpenAsync(blog, "/account/");
        Assert.EndsWith("/account/sign-in/", page.Url, StringComparison.Ordinal);
        await page.FocusAsync("#field-email");
        await page.Keyboard.TypeAsync(Address);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("a mail with a link is on its way");

        await page.OpenAsync(blog, await LinkAsync());
        await page.ClickAsync("button:text('Sign me in')");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Something that I wrote");
        await page.FillAsync("#field-display_name", "Ada");
        await page.ClickAsync("button:text('Keep this choice')");
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Your choice is kept");
        await page.ClickAsync("button:text('Sign out')");
        await page.OpenAsync(blog, "/account/");
        Assert.EndsWith("/account/sign-in/", page.Url, StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task Axe_finds_nothing_on_their_pages_by_day_and_by_night_and_they_fit_a_phone()
    {
        await blog.AppearsAsync("/");
        await CommentAsync("Something that I wrote, too");
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            var page = await browser.NewPageAsync(javaScript: true, width: 360, colorScheme: scheme, bypassPolicy: true);
            await CheckAsync(page, "/account/sign-in/", scheme);
            await page.FillAsync("#field-email", Address);
            await page.ClickAsync("button:text('Mail me a link')");
            await CheckAsync(page, await LinkAsync(), scheme);
            await page.ClickAsync("button:text('Sign me in')");
            await CheckAsync(page, "/account/", scheme);
        }
    }

    private async Task CheckAsync(IPage page, string path, ColorScheme scheme)
    {
        await page.OpenAsync(blog, path);
        if (Pictures is { } folder)
        {
            var name = path.Split('/')[^2] is { Length: > 20 } ? "account_link" : path.Trim('/').Replace('/', '_');
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{scheme}.png"), FullPage = true });
        }

        var findings = await Axe.FindingsAsync(page);
        Assert.True(findings.Length == 0, $"{path} {scheme}: {string.Join('\n', findings)}");
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), $"{path} is too wide");
    }

    private async Task CommentAsync(string text)
    {
        await using var scope = blog.Services.CreateAsyncScope();
        var snapshot = scope.ServiceProvider.GetRequiredService<SnapshotStore>().Current!; // The blog has appeared.
        var sent = await scope.ServiceProvider.GetRequiredService<CommentService>().CreateAsync(
            new NewComment
            {
                PostId = snapshot.PublishedPosts(blog.Time.GetUtcNow())[0].Slug,
                Form = "api",
                Content = text,
                AuthorEmail = Address,
                NotifyReplies = true,
                GdprConsent = true,
            },
            Cancelled);
        Assert.Null(sent.Error);
    }

    /// <summary>The path of the link that would be mailed.</summary>
    private async Task<string> LinkAsync()
    {
        blog.Time.Advance(TimeSpan.FromSeconds(1)); // The next one is asked for later.
        await using var scope = blog.Services.CreateAsyncScope();
        var last = await scope.ServiceProvider.GetRequiredService<DataContext>().Set<CommenterSignIn>()
            .OrderByDescending(link => link.Id).FirstAsync(Cancelled);
        var mail = await scope.ServiceProvider.GetRequiredService<CommenterSignIns>().FindAsync(last.Id, Cancelled);
        return mail!.Path; // They have commented.
    }
}
