using Microsoft.Playwright;

namespace GoNoGo.Browser.Tests.Support;

/// <summary>What people do on a page of the blog.</summary>
internal static class PageActions
{
    /// <summary>Opens a path of the blog, once the blog has read its posts.</summary>
    public static async Task<IResponse?> OpenAsync(this IPage page, BlogFixture blog, string path)
    {
        await blog.AppearsAsync("/");
        return await page.GotoAsync(new Uri(blog.Address, path).AbsoluteUri);
    }

    /// <summary>Fills in the comment form of the page; leaves both boxes as they are.</summary>
    public static async Task WriteCommentAsync(this IPage page, string text, string name)
    {
        await page.FillAsync("[name=content]", text);
        await page.FillAsync("[name=author_name]", name);
    }

    /// <summary>Presses a button of the form, known by its step.</summary>
    public static Task PressAsync(this IPage page, string step) => page.ClickAsync($"button[name=step][value={step}]");

    /// <summary>Writes a comment, accepts the notice and sends it, over the preview.</summary>
    /// <returns>The comment's own page, with no question mark behind it.</returns>
    public static async Task<string> SendCommentAsync(this IPage page, string text, string name)
    {
        await page.WriteCommentAsync(text, name);
        await page.CheckAsync("[name=gdpr_consent]");
        await page.PressAsync("preview");
        await page.PressAsync("send");
        return page.Url.Split('?')[0];
    }

    /// <summary>The same with script, which stays on the page.</summary>
    public static async Task SendInPlaceAsync(this IPage page, string text, string name)
    {
        await page.FocusAsync("[name=content]");
        await page.WaitForSelectorAsync(".comments button[value=send]");
        await page.WriteCommentAsync(text, name);
        await page.CheckAsync("[name=gdpr_consent]");
        await page.PressAsync("send");
        await page.WaitForSelectorAsync(".comments .notice");
    }

    /// <summary>The paths of the links in a part of the page, in order.</summary>
    public static async Task<IReadOnlyList<string>> LinksAsync(this IPage page, string selector) =>
        await page.EvaluateAsync<string[]>("selector => [...document.querySelectorAll(selector)].map(link => link.href)", selector);

    /// <summary>Loads the page again until a text is in its comments, or is no longer.</summary>
    public static Task ReadsAsync(this IPage page, string text, bool present = true) => Eventually.HoldsAsync(
        $"“{text}” {(present ? "appeared" : "went away")}",
        async () =>
        {
            await page.ReloadAsync();
            return (await page.InnerTextAsync("#comments")).Contains(text, StringComparison.Ordinal) == present;
        },
        TestContext.Current.CancellationToken);
}
