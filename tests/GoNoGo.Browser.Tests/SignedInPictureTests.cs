using GoNoGo.Accounts.Commenters;
using GoNoGo.Accounts.Users;
using GoNoGo.Browser.Tests.Support;
using GoNoGo.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace GoNoGo.Browser.Tests;

/// <summary>How pages look with script, and those that only somebody who is known can see: decision 0140.</summary>
public sealed class SignedInPictureTests(BrowserFixture browser, GalleryBlog blog)
    : IClassFixture<BrowserFixture>, IClassFixture<GalleryBlog>
{
    private const string Address = "grace@example.org";

    private static readonly (string Form, int Width)[] Forms = [("phone", 390), ("desktop", 1280)];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [BrowserFact]
    public async Task Every_page_looks_as_it_did_with_script_and_to_somebody_who_is_known()
    {
        var pictures = new ReferencePictures("Known");
        var page = await browser.NewPageAsync(javaScript: true);
        await page.OpenAsync((BlogFixture)blog, "/");
        var whyNot = await ReferencePictures.WhyNotAsync(page);
        Assert.SkipWhen(whyNot is not null, whyNot ?? "");
        await CompareAsync(page, pictures, "post", "/posts/everything/");
        await CompareAsync(page, pictures, "post-arabic", "/posts/arabic/");

        var own = await blog.SendAsync("A comment that waits for somebody to read it.", "Grace", Address);
        await CompareAsync(page, pictures, "own-data", $"/privacy/comment/{own}/");
        await SignInAsync(page);
        await CompareAsync(page, pictures, "account", "/account/");

        await page.OpenAsync(blog, await blog.LinkAsync("ada", StaffRoles.Administrator));
        await page.SetPasswordAsync(blog);
        await CompareAsync(page, pictures, "admin-overview", "/admin/");
        await CompareAsync(page, pictures, "admin-queue", "/admin/queue/");
        await CompareAsync(page, pictures, "admin-content", "/admin/content/");
        await CompareAsync(page, pictures, "admin-health", "/admin/health/", Forms[^1]); // Its table scrolls on a phone.

        pictures.AssertSame();
    }

    private async Task CompareAsync(
        IPage page, ReferencePictures pictures, string name, string path, params (string Form, int Width)[] forms)
    {
        foreach (var (form, width) in forms.Length > 0 ? forms : Forms)
        {
            await page.SetViewportSizeAsync(width, 800);
            await page.OpenAsync(blog, path);
            await pictures.CompareAsync(page, $"{name}-{form}");
        }
    }

    private async Task SignInAsync(IPage page)
    {
        await page.OpenAsync(blog, "/account/sign-in/");
        await page.FillAsync("#field-email", Address);
        await page.ClickAsync("button:text('Mail me a link')");
        await using var scope = blog.Services.CreateAsyncScope();
        var asked = await scope.ServiceProvider.GetRequiredService<DataContext>().Set<CommenterSignIn>().SingleAsync(Cancelled);
        var mail = await scope.ServiceProvider.GetRequiredService<CommenterSignIns>().FindAsync(asked.Id, Cancelled);
        await page.OpenAsync(blog, mail!.Path); // They have commented.
        await page.ClickAsync("button:text('Sign me in')");
        await page.IsAtAsync("/account/");
    }
}
