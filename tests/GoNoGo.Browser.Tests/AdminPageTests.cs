using GoNoGo.Accounts.Users;
using GoNoGo.Browser.Tests.Support;
using Microsoft.Playwright;

namespace GoNoGo.Browser.Tests;

/// <summary>Every page of the admin, by day and by night, wide and narrow, in both directions of writing.</summary>
public sealed class AdminPageTests(BrowserFixture browser, AdminBlog blog) : IClassFixture<BrowserFixture>, IClassFixture<AdminBlog>
{
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("GONOGO_PICTURES");

    [BrowserFact]
    public async Task Axe_finds_nothing_on_any_page_by_day_and_by_night()
    {
        var link = await blog.LinkAsync("axel", StaffRoles.Administrator);
        byte[]? secret = null;
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            var page = await browser.NewPageAsync(javaScript: true, colorScheme: scheme);
            await CheckAsync(page, scheme, "/admin/sign-in/");
            await RefuseSignInAsync(page);
            AssertNone("a refused sign-in", await Axe.FindingsAsync(page));
            await CheckAsync(page, scheme, await blog.LinkAsync($"guest-{scheme}".ToLowerInvariant(), StaffRoles.Author), "/admin/set-up/");
            await CheckAsync(page, scheme, "/admin/set-up/none/");
            if (secret is null)
            {
                await page.OpenAsync(blog, link);
                secret = await page.SetPasswordAsync(blog);
            }
            else
            {
                await page.SignInAsync(blog, "axel", secret);
            }

            foreach (var path in Paths)
            {
                await CheckAsync(page, scheme, path);
            }

            await MakeTokenAsync(page);
            AssertNone("a new token", await Axe.FindingsAsync(page));
            await CheckAsync(page, scheme, "/admin/account/", "account-with-token");
            await CheckAsync(page, scheme, "/admin/people/", "people-with-token");
            await page.Keyboard.PressAsync("?");
            AssertNone("the list of keys", await Axe.FindingsAsync(page));
        }
    }

    [BrowserFact]
    public async Task No_page_is_wider_than_a_phone_in_either_direction()
    {
        var page = await browser.NewPageAsync(javaScript: true, width: 360);
        await page.OpenAsync(blog, await blog.LinkAsync("petra", StaffRoles.Administrator));
        await page.SetPasswordAsync(blog);
        foreach (var path in Paths)
        {
            await page.OpenAsync(blog, path);
            foreach (var direction in new[] { "ltr", "rtl" })
            {
                await page.EvaluateAsync("direction => { document.documentElement.dir = direction; }", direction);
                var fits = await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth");
                Assert.True(fits, $"{path} {direction}");
                await TakeAsync(page, $"{path}-{direction}-narrow");
            }
        }
    }

    private static IReadOnlyList<string> Paths =>
    [
        "/admin/", "/admin/content/", "/admin/events/", "/admin/mails/", "/admin/mails/preview/reply/", "/admin/audit/", "/admin/people/",
        "/admin/requests/", "/admin/retention/", "/admin/consent-texts/",
        "/admin/settings/", "/admin/health/", "/admin/account/", "/admin/account/password/", "/admin/confirm/", "/admin/keys/",
    ];

    private static async Task RefuseSignInAsync(IPage page)
    {
        await page.FillAsync("#handle", "nobody");
        await page.FillAsync("#password", "not a password");
        await page.FillAsync("#code", "000000");
        await page.ClickAsync("button:text('Sign in')");
    }

    private async Task MakeTokenAsync(IPage page)
    {
        await page.OpenAsync(blog, "/admin/account/");
        await page.FillAsync("#token-name", "A program that moderates");
        await page.CheckAsync("#may-moderate_comments");
        await page.ClickAsync("button:text('Make a token')");
        await page.WaitForSelectorAsync("code.secret");
        await TakeAsync(page, "new-token");
    }

    private async Task CheckAsync(IPage page, ColorScheme scheme, string path, string? name = null)
    {
        await page.OpenAsync(blog, path);
        await TakeAsync(page, $"{name ?? path}-{scheme}");
        AssertNone($"{path} ({scheme})", await Axe.FindingsAsync(page));
    }

    private static async Task TakeAsync(IPage page, string name)
    {
        if (Pictures is { } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name.Trim('/').Replace('/', '_') + ".png"), FullPage = true });
        }
    }

    private static void AssertNone(string where, string[] findings) =>
        Assert.True(findings.Length == 0, $"{where}: {string.Join('\n', findings)}");
}
