using GoNoGo.Browser.Tests.Support;
using Microsoft.Playwright;

namespace GoNoGo.Browser.Tests;

/// <summary>The life of a comment, in browsers without JavaScript and with a moderator at the command line.</summary>
public sealed class CommentJourneyTests(BrowserFixture browser, JourneyBlog blog)
    : IClassFixture<BrowserFixture>, IClassFixture<JourneyBlog>
{
    [BrowserFact]
    public async Task A_comment_without_consent_is_refused_and_its_text_is_kept()
    {
        const string Text = "Does it grow <b>here</b>?\n\n> Yes & no.";
        var page = await OpenPostAsync();
        await page.WriteCommentAsync(Text, "Grace");

        await page.PressAsync("preview");
        Assert.Equal("Preview of your comment", await page.InnerTextAsync("h1"));
        await page.PressAsync("send");

        Assert.Contains("Tick the box", await page.InnerTextAsync("[role=alert]"), StringComparison.Ordinal);
        Assert.Equal(Text, await page.InputValueAsync("[name=content]"));
        Assert.Equal("Grace", await page.InputValueAsync("[name=author_name]"));
        Assert.False(await page.IsCheckedAsync("[name=gdpr_consent]"));
        Assert.DoesNotContain(await CommandLine.ListPendingAsync(blog), comment => comment.Content == Text);

        await page.CheckAsync("[name=gdpr_consent]");
        await page.PressAsync("send");
        Assert.Contains("Your comment has arrived", await page.InnerTextAsync("[role=status]"), StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task A_comment_is_sent_approved_answered_changed_and_erased()
    {
        var author = await OpenPostAsync();
        var reader = await OpenPostAsync();

        var ownPage = await author.SendCommentAsync("Mine is **greener**.", "Grace");
        Assert.Equal("It is waiting for approval", await author.InnerTextAsync("#standing"));
        Assert.Equal(new Uri(ownPage).AbsolutePath, new Uri(await author.InnerTextAsync(".own-link")).AbsolutePath);
        await reader.ReloadAsync();
        Assert.DoesNotContain("greener", await reader.ContentAsync(), StringComparison.Ordinal);

        await CommandLine.ApproveAsync(blog, "Mine is **greener**.");
        await reader.ReadsAsync("Mine is greener.");
        Assert.Equal("greener", await reader.InnerTextAsync(".comment-body strong"));

        await AnswerAsync(reader);
        await ChangeAsync(author, ownPage, reader);
        await EraseAsync(author, ownPage);

        await reader.ReadsAsync("This comment was erased by its author.");
        var thread = await reader.InnerTextAsync("#comments .thread");
        Assert.Contains("Surely not.", thread, StringComparison.Ordinal);
        Assert.DoesNotContain("mossier", thread, StringComparison.Ordinal);
        Assert.DoesNotContain("Grace", thread, StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task A_link_that_was_cut_off_says_so()
    {
        var page = await browser.NewPageAsync();

        var answer = await page.OpenAsync(blog, "/comments/AaIGAlPQ/");

        Assert.Equal(404, answer?.Status);
        Assert.Equal("This link is not valid", await page.InnerTextAsync("h1"));
    }

    private async Task AnswerAsync(IPage reader)
    {
        await reader.ClickAsync(".comment-reply");
        Assert.Equal("Reply to Grace", await reader.InnerTextAsync("#comment-form-title"));
        await reader.SendCommentAsync("Surely not.", "Alan");
        await CommandLine.ApproveAsync(blog, "Surely not.");
        await reader.OpenAsync(blog, "/posts/moss/");
        await reader.ReadsAsync("Surely not.");
        Assert.Contains("Surely not.", await reader.InnerTextAsync(".comment-level-2"), StringComparison.Ordinal);
    }

    private async Task ChangeAsync(IPage author, string ownPage, IPage reader)
    {
        await author.GotoAsync(ownPage);
        Assert.Equal("It is published", await author.InnerTextAsync("#standing"));
        await author.FillAsync("[name=content]", "Mine is mossier.");
        await author.PressAsync("edit");
        Assert.Contains("Your change has been saved", await author.InnerTextAsync("[role=status]"), StringComparison.Ordinal);

        // A person reads the new text before anybody else does.
        await reader.ReadsAsync("greener", present: false);
        await CommandLine.ApproveAsync(blog, "Mine is mossier.");
        await reader.ReadsAsync("Mine is mossier.");
    }

    private static async Task EraseAsync(IPage author, string ownPage)
    {
        await author.GotoAsync(ownPage);
        await author.PressAsync("erase");
        Assert.Contains("This cannot be undone", await author.InnerTextAsync("[role=alert]"), StringComparison.Ordinal);
        await author.PressAsync("erase-confirmed");
        Assert.Contains("Your comment has been erased", await author.InnerTextAsync("[role=status]"), StringComparison.Ordinal);
        Assert.DoesNotContain("mossier", await author.ContentAsync(), StringComparison.Ordinal);
    }

    private async Task<IPage> OpenPostAsync()
    {
        var page = await browser.NewPageAsync();
        await page.OpenAsync(blog, "/posts/moss/");
        return page;
    }
}
