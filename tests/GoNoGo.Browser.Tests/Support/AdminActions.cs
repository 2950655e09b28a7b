using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace GoNoGo.Browser.Tests.Support;

/// <summary>What people do on the pages of the admin.</summary>
internal static class AdminActions
{
    /// <summary>Opens a path under the blog's name.</summary>
    public static async Task OpenAsync(this IPage page, AdminBlog blog, string path)
    {
        await blog.AppearsAsync("/");
        await page.GotoAsync(new Uri(blog.Named, path).AbsoluteUri);
    }

    /// <summary>Waits until a path is open, however its page goes on loading: the load event may come before it is waited for.</summary>
    public static Task IsAtAsync(this IPage page, string path) =>
        Assertions.Expect(page).ToHaveURLAsync(new Regex(
            $"^[a-z]+://[^/]+{Regex.Escape(path)}(?:[?#].*)?$", RegexOptions.None, TimeSpan.FromSeconds(1)));

    /// <summary>Gives the browser a device that keeps passkeys and knows its owner's finger.</summary>
    public static async Task AddAuthenticatorAsync(this IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("WebAuthn.enable");
        await session.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new
            {
                protocol = "ctap2",
                transport = "internal",
                hasResidentKey = true,
                hasUserVerification = true,
                isUserVerified = true,
                automaticPresenceSimulation = true,
            },
        });
    }

    /// <summary>Sets an account up with password and codes by the link that is open, and goes on to the overview.</summary>
    /// <returns>The secret of the codes.</returns>
    public static async Task<byte[]> SetPasswordAsync(this IPage page, AdminBlog blog, string? handle = null)
    {
        var secret = await AdminBlog.SecretAsync(page);
        if (handle is not null)
        {
            await page.FillAsync("#handle", handle);
        }

        await page.FillAsync("#password", AdminBlog.Password);
        await page.FillAsync("#code", blog.CodeNow(secret));
        await page.ClickAsync("text=Set the password");
        await page.ClickAsync("text=I have kept them");
        await page.IsAtAsync("/admin/");
        return secret;
    }

    /// <summary>Signs in with password and code.</summary>
    public static async Task SignInAsync(this IPage page, AdminBlog blog, string handle, byte[] secret)
    {
        blog.Time.Advance(TimeSpan.FromSeconds(30));
        await page.OpenAsync(blog, "/admin/sign-in/");
        await page.FillAsync("#handle", handle);
        await page.FillAsync("#password", AdminBlog.Password);
        await page.FillAsync("#code", blog.CodeNow(secret));
        await page.ClickAsync("button:text('Sign in')");
        await page.IsAtAsync("/admin/");
    }
}
