using GoNoGo.Accounts.Users;
using GoNoGo.Browser.Tests.Support;
using Microsoft.Playwright;

namespace GoNoGo.Browser.Tests;

/// <summary>Every page of the admin, by day and by night, wide and narrow, in both directions of writing.</summary>
public sealed class AdminPageTests(BrowserFixture browser, AdminBlog blog) : IClassFixture<BrowserFixture>, IClassFixture<AdminBlog>
{
    private const string Turn = "direction => { document.documentElement.dir = direction; }";

    private static readonly string? Pictures = Environment.GetEnvironmentVariable("GONOGO_PICTURES");

    /// <summary>What is left of a window of 1280 pixels at a zoom of 400 % (WCAG 2.2, 1.4.10).</summary>
    private const int Zoomed = 320;
    private const int Desktop = 1280;

    // By day also as narrow as at 400 %, from right to left; by night from right to left.
    private static readonly Dictionary<ColorScheme, (int Width, string Direction)[]> Views = new()
    {
        [ColorScheme.Light] = [(Desktop, "ltr"), (Zoomed, "rtl")],
        [ColorScheme.Dark] = [(Desktop, "rtl")],
    };

    [BrowserFact]
    public async Task Axe_finds_nothing_on_any_page_by_day_and_by_night_at_400_percent_and_from_right_to_left()
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
                await page.EvaluateAsync(Turn, direction);
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
        "/admin/settings/", "/admin/health/", "/admin/hosting/", "/admin/account/", "/admin/account/password/", "/admin/confirm/",
        "/admin/keys/",
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
        foreach (var (width, direction) in Views[scheme])
        {
            await page.SetViewportSizeAsync(width, 800);
            await page.EvaluateAsync(Turn, direction);
            AssertNone($"{path} ({scheme}, {width} pixels, {direction})", await Axe.FindingsAsync(page));
        }

        await page.SetViewportSizeAsync(Desktop, 800);
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
