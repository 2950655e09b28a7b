using GoNoGo.Accounts.Users;
using GoNoGo.Browser.Tests.Support;
using Microsoft.Playwright;

namespace GoNoGo.Browser.Tests;

/// <summary>From the first start to an administrator who is signed in, and what they do about sessions.</summary>
public sealed class AdminJourneyTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [BrowserFact]
    public async Task The_first_link_leads_to_an_administrator_with_a_passkey_who_comes_back_with_it()
    {
        await using var blog = await StartAsync();
        var page = await browser.NewPageAsync(javaScript: true);
        await page.AddAuthenticatorAsync();
        await page.OpenAsync(blog, await blog.FirstLinkAsync());

        await page.FillAsync("#passkey-handle", "ada");
        await page.FillAsync("#name", "My key ring");
        await page.ClickAsync("text=Make a passkey");
        await page.IsAtAsync("/admin/");
        Assert.Equal("Overview", await page.InnerTextAsync("h1"));

        await page.ClickAsync("text=Sign out");
        await page.ClickAsync("text=Use a passkey");
        await page.IsAtAsync("/admin/");
        await page.ClickAsync("nav >> text=Your account");
        Assert.Contains("My key ring", await page.InnerTextAsync("main"), StringComparison.Ordinal);

        // What is dangerous asks again, by the same passkey, and leads back.
        blog.Time.Advance(TimeSpan.FromMinutes(16));
        await page.ClickAsync("text=Set a password");
        Assert.Equal("Is it you?", await page.InnerTextAsync("h1"));
        await page.ClickAsync("text=Use a passkey");
        await page.IsAtAsync("/admin/account/password/");
        Assert.Equal("Password and codes", await page.InnerTextAsync("h1"));
    }

    [BrowserFact]
    public async Task A_password_with_codes_does_it_without_script_too()
    {
        await using var blog = await StartAsync();
        var page = await browser.NewPageAsync();
        await page.OpenAsync(blog, await blog.FirstLinkAsync());

        var secret = await page.SetPasswordAsync(blog, "ada");
        Assert.Equal("Overview", await page.InnerTextAsync("h1"));
        await page.ClickAsync("text=Sign out");
        await page.SignInAsync(blog, "ada", secret);

        Assert.Equal("Overview", await page.InnerTextAsync("h1"));
    }

    [BrowserFact]
    public async Task Another_session_is_ended_and_its_next_step_is_the_sign_in()
    {
        await using var blog = await StartAsync();
        var (here, there) = (await browser.NewPageAsync(javaScript: true), await browser.NewPageAsync());
        await here.OpenAsync(blog, await blog.FirstLinkAsync());
        var secret = await here.SetPasswordAsync(blog, "ada");
        await there.SignInAsync(blog, "ada", secret);
        Assert.Equal("Overview", await there.InnerTextAsync("h1"));

        await here.ClickAsync("nav >> text=Your account");
        await here.ClickAsync("button:has-text('End the session')");
        Assert.Equal("The session has ended.", await here.InnerTextAsync("[role=status]"));
        await there.ClickAsync("nav >> text=Your account");

        Assert.Equal("Sign in", await there.InnerTextAsync("h1"));
        Assert.Equal(1, await here.Locator("tbody tr:has-text('This one')").CountAsync());
    }

    [BrowserFact]
    public async Task Keys_lead_everywhere_are_listed_and_can_be_switched_off()
    {
        await using var blog = await StartAsync();
        var page = await browser.NewPageAsync(javaScript: true);
        await page.OpenAsync(blog, await blog.FirstLinkAsync());
        await page.SetPasswordAsync(blog, "ada");

        await page.WaitForSelectorAsync("html[data-keys-ready]", new() { State = WaitForSelectorState.Attached });
        await page.Keyboard.PressAsync("g");
        await page.Keyboard.PressAsync("p");
        await page.IsAtAsync("/admin/people/");
        await page.WaitForSelectorAsync("html[data-keys-ready]", new() { State = WaitForSelectorState.Attached });
        await page.Keyboard.PressAsync("?");
        Assert.Contains("Overview", await page.InnerTextAsync("#keys"), StringComparison.Ordinal);
        await page.UncheckAsync("#keys-on");
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("g");
        await page.Keyboard.PressAsync("o");

        Assert.EndsWith("/admin/people/", page.Url, StringComparison.Ordinal);
        await page.FocusAsync("#handle");
        await page.Keyboard.TypeAsync("gonogo?");
        Assert.Equal("gonogo?", await page.InputValueAsync("#handle"));
    }

    [BrowserFact]
    public async Task A_role_sees_what_is_its_own_in_the_navigation_and_nothing_else()
    {
        await using var blog = await StartAsync();
        var page = await browser.NewPageAsync();
        await page.OpenAsync(blog, await blog.LinkAsync("mia", StaffRoles.Moderator));
        await page.SetPasswordAsync(blog);

        Assert.DoesNotContain("People", await page.InnerTextAsync("nav"), StringComparison.Ordinal);
        await page.OpenAsync(blog, "/admin/people/");
        Assert.Contains("Your roles do not include this", await page.InnerTextAsync("main"), StringComparison.Ordinal);
    }

    private static async Task<AdminBlog> StartAsync()
    {
        var blog = new AdminBlog();
        await blog.InitializeAsync();
        return blog;
    }
}
