using GoNoGo.Accounts.Users;
using GoNoGo.Browser.Tests.Support;
using GoNoGo.Comments;
using Microsoft.Playwright;

namespace GoNoGo.Browser.Tests;

/// <summary>A moderator clears the queue without the mouse; without script by the same forms.</summary>
public sealed class ModerationJourneyTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    private const string Queue = "/admin/queue/";
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("GONOGO_PICTURES");

    [BrowserFact]
    public async Task Comments_are_approved_rejected_with_a_reason_and_taken_back_by_keyboard()
    {
        await using var blog = await ModeratedBlog.StartAsync();
        var (first, second, third) = (await blog.SendAsync("First"), await blog.SendAsync("Second"), await blog.SendAsync("Third"));
        var page = await SignedInAsync(blog);
        await page.OpenAsync(blog, Queue);
        await Assertions.Expect(Current(page)).ToContainTextAsync("First");

        await page.Keyboard.PressAsync("a");
        await Assertions.Expect(Said(page)).ToContainTextAsync("Approved. 2 left");
        await Assertions.Expect(Current(page)).ToContainTextAsync("Second");
        await Assertions.Expect(Current(page)).ToBeFocusedAsync();
        Assert.Equal(ModerationStatus.Approved, await blog.StatusAsync(first));

        await page.Keyboard.PressAsync("r");
        await Assertions.Expect(page.Locator("#reasons")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("2");
        await Assertions.Expect(Said(page)).ToContainTextAsync("Rejected. 1 left");
        Assert.Equal(ModerationStatus.Rejected, await blog.StatusAsync(second));

        await page.Keyboard.PressAsync("u");
        await Assertions.Expect(Said(page)).ToContainTextAsync("Taken back");
        await Assertions.Expect(Current(page)).ToContainTextAsync("Second");
        Assert.Equal(ModerationStatus.Pending, await blog.StatusAsync(second));

        await page.Keyboard.PressAsync("j");
        await Assertions.Expect(Current(page)).ToContainTextAsync("Third");
        await page.Keyboard.PressAsync("s");
        await Assertions.Expect(Said(page)).ToContainTextAsync("Marked as spam");
        Assert.Equal(ModerationStatus.Spam, await blog.StatusAsync(third));
    }

    [BrowserFact]
    public async Task Many_are_decided_together_and_one_that_is_gone_is_said()
    {
        await using var blog = await ModeratedBlog.StartAsync();
        var (kept, gone) = (await blog.SendAsync("Stays"), await blog.SendAsync("Goes"));
        var page = await SignedInAsync(blog);
        await page.OpenAsync(blog, Queue);
        await Assertions.Expect(Current(page)).ToContainTextAsync("Stays");
        await page.Keyboard.PressAsync("x");
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("x");
        await Assertions.Expect(page.Locator("#queue-chosen")).ToHaveTextAsync("(2)");
        await blog.EraseAsync(gone);

        await page.Keyboard.PressAsync("Shift+A");

        await Assertions.Expect(Said(page)).ToContainTextAsync("Not decided: 1");
        await Assertions.Expect(page.Locator($"#c-{gone} [role=alert]")).ToContainTextAsync("There is no such comment");
        Assert.Equal(ModerationStatus.Approved, await blog.StatusAsync(kept));
    }

    [BrowserFact]
    public async Task The_second_of_two_moderators_sees_what_the_first_decided()
    {
        await using var blog = await ModeratedBlog.StartAsync();
        var id = await blog.SendAsync("Disputed");
        var (one, other) = (await SignedInAsync(blog), await SignedInAsync(blog));
        await one.OpenAsync(blog, Queue);
        await other.OpenAsync(blog, Queue);
        await Assertions.Expect(Current(one)).ToContainTextAsync("Disputed");
        await Assertions.Expect(Current(other)).ToContainTextAsync("Disputed");

        await one.Keyboard.PressAsync("a");
        await Assertions.Expect(Said(one)).ToContainTextAsync("Approved");
        await other.Keyboard.PressAsync("s");

        await Assertions.Expect(other.Locator("article [role=alert]")).ToContainTextAsync("it is approved now");
        Assert.Equal(ModerationStatus.Approved, await blog.StatusAsync(id));
    }

    [BrowserFact]
    public async Task An_appeal_comes_back_and_a_text_is_changed_with_the_difference_kept()
    {
        await using var blog = await ModeratedBlog.StartAsync();
        var id = await blog.SendAsync("Call Ada at 555 0100 today");
        await blog.RefuseAndAppealAsync(id, "It is only a number.");
        var page = await SignedInAsync(blog);
        await page.OpenAsync(blog, Queue);
        await Assertions.Expect(Current(page)).ToContainTextAsync("It is only a number.");

        await page.Keyboard.PressAsync("o");
        await page.IsAtAsync($"/admin/comments/{id}/");
        await page.Keyboard.PressAsync("e");
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync("Call Ada today");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".difference del")).ToContainTextAsync("555 0100");
        await TakeAsync(page, "comment-file");
        await page.Keyboard.PressAsync("a");

        await Assertions.Expect(page.Locator(".notice")).ToContainTextAsync("It was decided");
        Assert.Equal(ModerationStatus.Approved, await blog.StatusAsync(id));
        await page.Keyboard.PressAsync("u");
        await Assertions.Expect(page.Locator(".notice")).ToContainTextAsync("taken back");
        Assert.Equal(ModerationStatus.Rejected, await blog.StatusAsync(id));
    }

    [BrowserFact]
    public async Task A_full_page_is_cleared_and_the_next_comes_by_itself()
    {
        await using var blog = await ModeratedBlog.StartAsync();
        for (var i = 0; i < 53; i++)
        {
            await blog.SendAsync($"Number {i}");
        }

        var page = await SignedInAsync(blog);
        await page.OpenAsync(blog, Queue);
        await Assertions.Expect(page.Locator("article.entry")).ToHaveCountAsync(50);
        await page.Keyboard.PressAsync("Shift+X");
        await page.Keyboard.PressAsync("Shift+A");

        // Fifty decisions, each with its entry and events, beside the events of 53 comments: longer than a page may take otherwise.
        await Assertions.Expect(page.Locator("article.entry")).ToHaveCountAsync(3, new() { Timeout = 30_000 });
        await Assertions.Expect(Current(page)).ToContainTextAsync("Number 50");
        await page.Keyboard.PressAsync("a");
        await Assertions.Expect(page.Locator("article.entry")).ToHaveCountAsync(2);
    }

    [BrowserFact]
    public async Task Without_script_the_same_forms_decide_and_take_back()
    {
        await using var blog = await ModeratedBlog.StartAsync();
        var id = await blog.SendAsync("First");
        var page = await SignedInAsync(blog, javaScript: false);
        await page.OpenAsync(blog, Queue);

        await page.ClickAsync("article button[name=reject]");
        Assert.Contains("Choose a reason", await page.InnerTextAsync("[role=alert] p"), StringComparison.Ordinal);
        await page.SelectOptionAsync("article select", "off_topic");
        await page.ClickAsync("article button[name=reject]");
        Assert.Contains("1 comment rejected", await page.InnerTextAsync("#outcome"), StringComparison.Ordinal);
        Assert.Equal(ModerationStatus.Rejected, await blog.StatusAsync(id));

        await page.ClickAsync("text=Undo it");
        Assert.Contains("1 comment taken back", await page.InnerTextAsync("#outcome"), StringComparison.Ordinal);
        Assert.Equal(ModerationStatus.Pending, await blog.StatusAsync(id));
    }

    [BrowserFact]
    public async Task Axe_finds_nothing_on_the_pages_of_moderation_by_day_and_by_night_and_none_is_wider_than_a_phone()
    {
        await using var blog = await ModeratedBlog.StartAsync();
        var appealed = await blog.SendAsync("Refused");
        await blog.RefuseAndAppealAsync(appealed, "But why?");
        await blog.SendAsync("With a [link](https://a.example) and `code`");
        await blog.SendAsync("> quoted\n\nand a word_that_is_very_long_" + new string('x', 120));
        await blog.BlockAsync(await blog.SendAsync("From an address", "rude@example.org"));
        string[] paths = [Queue, "/admin/comments/", $"/admin/comments/{appealed}/", "/admin/blocks/"];
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            var page = await SignedInAsync(blog, scheme: scheme);
            foreach (var path in paths)
            {
                await page.OpenAsync(blog, path);
                await TakeAsync(page, $"{path}-{scheme}");
                var findings = await Axe.FindingsAsync(page);
                Assert.True(findings.Length == 0, $"{path} ({scheme}): {string.Join('\n', findings)}");
            }

            await page.OpenAsync(blog, Queue);
            await Assertions.Expect(page.Locator("article[aria-current]")).ToBeVisibleAsync();
            await page.Keyboard.PressAsync("r");
            await TakeAsync(page, $"reasons-{scheme}");
            Assert.Empty(await Axe.FindingsAsync(page));
        }

        var phone = await SignedInAsync(blog, width: 360);
        foreach (var path in paths)
        {
            await phone.OpenAsync(blog, path);
            await TakeAsync(phone, $"{path}-narrow");
            Assert.True(await phone.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), path);
        }
    }

    private async Task<IPage> SignedInAsync(
        ModeratedBlog blog, bool javaScript = true, ColorScheme scheme = ColorScheme.Light, int width = 1280)
    {
        var page = await browser.NewPageAsync(javaScript, width, scheme);
        await page.OpenAsync(blog, await blog.LinkAsync(blog.NextHandle(), StaffRoles.Moderator));
        await page.SetPasswordAsync(blog);
        return page;
    }

    private static ILocator Current(IPage page) => page.Locator("article[aria-current]");

    private static ILocator Said(IPage page) => page.Locator("#queue-said");

    private static async Task TakeAsync(IPage page, string name)
    {
        if (Pictures is { } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name.Trim('/').Replace('/', '_') + ".png"), FullPage = true });
        }
    }
}
