using GoNoGo.Browser.Tests.Support;
using Microsoft.Playwright;

namespace GoNoGo.Browser.Tests;

/// <summary>A reader without a mouse.</summary>
public sealed class KeyboardTests(BrowserFixture browser, JourneyBlog blog) : IClassFixture<BrowserFixture>, IClassFixture<JourneyBlog>
{
    private const int MostStops = 60;

    // What has the focus, whether something around it shows that, and whether it is in the window.
    private const string FocusScript = """
        () => {
          const element = document.activeElement, style = getComputedStyle(element), box = element.getBoundingClientRect();
          return {
            name: element.getAttribute('name') ?? element.className,
            inMain: element.closest('main') !== null,
            outlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
            inWindow: box.width > 0 && box.bottom > 0 && box.top < innerHeight,
          };
        }
        """;

    [BrowserFact]
    public async Task The_first_stop_leads_past_the_navigation()
    {
        var page = await OpenPostAsync();

        await page.Keyboard.PressAsync("Tab");
        var skip = await FocusAsync(page);
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");

        Assert.Equal(new Focus("skip-link", InMain: false, Outlined: true, InWindow: true), skip);
        Assert.True((await FocusAsync(page)).InMain);
    }

    [BrowserFact]
    public async Task Each_stop_shows_the_focus_and_the_form_is_filled_in_and_sent()
    {
        var page = await OpenPostAsync();
        await ReachAsync(page, "content");
        await page.Keyboard.TypeAsync("By keyboard alone");
        await ReachAsync(page, "author_name");
        await page.Keyboard.TypeAsync("Grace");
        await ReachAsync(page, "gdpr_consent");
        await page.Keyboard.PressAsync("Space");
        await ReachAsync(page, "step");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("button[value=send]");
        await ReachAsync(page, "gdpr_consent");
        await ReachAsync(page, "step");
        await page.Keyboard.PressAsync("Enter");

        await page.WaitForSelectorAsync("#standing");
        Assert.Contains("By keyboard alone", await page.InnerTextAsync(".comment-body"), StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task A_comment_is_answered_and_the_answer_changed_and_erased_by_its_own_link()
    {
        var page = await OpenPostAsync();
        await page.SendCommentAsync("To be answered by keys.", "Grace");
        await CommandLine.ApproveAsync(blog, "To be answered by keys.");
        await page.OpenAsync(blog, "/posts/fern/");
        await page.ReadsAsync("To be answered by keys.");

        await FollowAsync(page, "comment-reply", to: ".comment-form .instead");
        await ReachAsync(page, "content");
        await page.Keyboard.TypeAsync("Answered by keys");
        await ReachAsync(page, "gdpr_consent");
        await page.Keyboard.PressAsync("Space");
        await FollowAsync(page, "step", to: "button[value=send]");
        await ReachAsync(page, "gdpr_consent");
        await FollowAsync(page, "step", to: "#standing");
        await ReachAsync(page, "own-link");

        // It names the blog as readers know it, which is not where the test reaches it.
        await page.OpenAsync(blog, new Uri(await page.InnerTextAsync(".own-link")).AbsolutePath);
        await ReachAsync(page, "content");
        await page.Keyboard.PressAsync("Control+End");
        await page.Keyboard.TypeAsync(", and changed");
        await FollowAsync(page, "step", to: ".comment-body:has-text('Answered by keys, and changed')");
        await ReachAsync(page, "content");
        await ReachAsync(page, "step");
        await FollowAsync(page, "step", to: "button[value=erase-confirmed]");
        await FollowAsync(page, "step", to: ".notice:has-text('erased')");
    }

    private static async Task FollowAsync(IPage page, string name, string to)
    {
        await ReachAsync(page, name);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync(to);
    }

    private static async Task ReachAsync(IPage page, string name)
    {
        for (var stop = 0; stop < MostStops; stop++)
        {
            await page.Keyboard.PressAsync("Tab");
            var focus = await FocusAsync(page);
            Assert.True(focus.Outlined, $"Nothing shows the focus on '{focus.Name}'.");
            Assert.True(focus.InWindow, $"The focus went out of sight, to '{focus.Name}'.");
            if (focus.Name == name)
            {
                return;
            }
        }

        Assert.Fail($"'{name}' was not reached.");
    }

    private static async Task<Focus> FocusAsync(IPage page)
    {
        var answer = await page.EvaluateAsync(FocusScript) ?? throw new InvalidOperationException("The page did not answer.");
        return new Focus(
            answer.GetProperty("name").GetString() ?? "",
            answer.GetProperty("inMain").GetBoolean(),
            answer.GetProperty("outlined").GetBoolean(),
            answer.GetProperty("inWindow").GetBoolean());
    }

    private async Task<IPage> OpenPostAsync()
    {
        var page = await browser.NewPageAsync();
        await page.OpenAsync(blog, "/posts/fern/");
        return page;
    }

    private sealed record Focus(string Name, bool InMain, bool Outlined, bool InWindow);
}
