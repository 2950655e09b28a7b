using GoNoGo.Browser.Tests.Support;
using Microsoft.Playwright;

namespace GoNoGo.Browser.Tests;

/// <summary>With script, comments are answered, previewed and sent where the reader is.</summary>
public sealed class CommentInPlaceTests(BrowserFixture browser, JourneyBlog blog)
    : IClassFixture<BrowserFixture>, IClassFixture<JourneyBlog>
{
    private const string Post = "/posts/moss/";

    [BrowserFact]
    public async Task A_comment_is_previewed_refused_mended_and_sent_without_leaving_the_page()
    {
        var (page, errors) = await OpenAsync();
        await page.WriteCommentAsync("Written *in place*.", "Grace");

        await page.PressAsync("preview");
        Assert.Equal("in place", await page.InnerTextAsync(".comments .preview em"));
        await page.PressAsync("send");
        Assert.Contains("Tick the box", await page.InnerTextAsync(".problems"), StringComparison.Ordinal);
        Assert.Equal("Written *in place*.", await page.InputValueAsync("[name=content]"));
        await page.CheckAsync("[name=gdpr_consent]");
        await page.PressAsync("send");

        Assert.Contains("has arrived", await page.InnerTextAsync(".comments .notice"), StringComparison.Ordinal);
        Assert.Equal("notice", await page.EvaluateAsync<string>("document.activeElement.className"));
        Assert.Contains("/comments/", await page.GetAttributeAsync(".comments .own-link", "href"), StringComparison.Ordinal);
        Assert.Equal(Post, new Uri(page.Url).AbsolutePath);
        Assert.Contains(await CommandLine.ListPendingAsync(blog), comment => comment.Content == "Written *in place*.");
        Assert.Empty(errors);
    }

    [BrowserFact]
    public async Task Who_begins_to_write_can_send_at_once()
    {
        var (page, errors) = await OpenAsync();

        await page.FocusAsync("[name=content]");
        await page.WaitForSelectorAsync(".comments button[value=send]");
        await page.WriteCommentAsync("Sent at once.", "Alan");
        await page.CheckAsync("[name=gdpr_consent]");
        await page.PressAsync("send");

        await page.WaitForSelectorAsync(".comments .notice");
        Assert.Empty(errors);
    }

    [BrowserFact]
    public async Task The_link_of_the_first_comment_is_printed()
    {
        var page = await browser.NewPageAsync(javaScript: true);
        await page.OpenAsync(blog, "/posts/fern/");
        await page.SendInPlaceAsync("To be kept on paper.", "Grace");

        await page.EmulateMediaAsync(new() { Media = Media.Print });

        Assert.Equal(0, await page.Locator(".thread").CountAsync());
        Assert.True(await page.IsVisibleAsync(".own-link"));
        Assert.False(await page.IsVisibleAsync(".comment-actions, .comment-form"));
    }

    [BrowserFact]
    public async Task An_answer_is_written_below_the_comment_that_it_answers_and_keeps_what_was_typed()
    {
        var (page, errors) = await OpenAsync();
        await page.SendInPlaceAsync("To be answered.", "Grace");
        await CommandLine.ApproveAsync(blog, "To be answered.");
        await page.ReadsAsync("To be answered.");
        await page.WriteCommentAsync("Half a thought", "Alan");

        await page.ClickAsync(".comment-reply");
        await page.WaitForSelectorAsync(".thread .comment .comment-form");
        Assert.Equal("Reply to Grace", await page.InnerTextAsync("#comment-form-title"));
        Assert.Equal("Half a thought", await page.InputValueAsync("[name=content]"));
        Assert.Equal("content", await page.EvaluateAsync<string>("document.activeElement.name"));

        await page.ClickAsync(".comment-form .instead");
        await page.WaitForSelectorAsync(".comments > .comment-form");
        Assert.Equal("Write a comment", await page.InnerTextAsync("#comment-form-title"));

        await page.ClickAsync(".comment-reply");
        await page.WaitForSelectorAsync(".thread .comment .comment-form");
        await page.CheckAsync("[name=gdpr_consent]");
        await page.PressAsync("send");
        await page.WaitForSelectorAsync(".thread .comment .notice");
        Assert.Empty(errors);
    }

    [BrowserFact]
    public async Task Where_the_network_is_away_the_text_stays_and_it_is_said()
    {
        var (page, _) = await OpenAsync();
        await page.WriteCommentAsync("Written in a tunnel.", "Grace");
        await page.Context.SetOfflineAsync(true);

        await page.PressAsync("preview");

        Assert.Contains("still here", await page.InnerTextAsync(".unsent"), StringComparison.Ordinal);
        Assert.Equal("Written in a tunnel.", await page.InputValueAsync("[name=content]"));
        await page.Context.SetOfflineAsync(false);
        await page.PressAsync("preview");
        await page.WaitForSelectorAsync(".comments .preview");
        Assert.Equal(0, await page.Locator(".unsent").CountAsync());
    }

    private async Task<(IPage Page, List<string> Errors)> OpenAsync()
    {
        var page = await browser.NewPageAsync(javaScript: true);
        var errors = new List<string>();
        page.PageError += (_, error) => errors.Add(error);
        page.Console += (_, line) =>
            errors.AddRange(line.Type == "error" && !line.Text.Contains("422", StringComparison.Ordinal) ? [line.Text] : []);
        await page.OpenAsync(blog, Post);
        return (page, errors);
    }
}
