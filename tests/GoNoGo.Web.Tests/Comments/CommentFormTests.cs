using System.Net;
using AngleSharp.Html.Dom;
using GoNoGo.Web.Tests.Api;

namespace GoNoGo.Web.Tests.Comments;

/// <summary>A comment written without script: preview, send, and every way in which it is refused.</summary>
public sealed class CommentFormTests(ClockedBlog blog) : IClassFixture<ClockedBlog>
{
    private const string Action = "/posts/post-1/comments";

    [Fact]
    public async Task The_first_press_shows_the_comment_and_brings_a_ticket()
    {
        var page = await blog.ReadPageAsync("/posts/post-1/");
        Assert.Null(page.QuerySelector("input[name=ticket]"));
        Assert.Empty(page.QuerySelectorAll("input[checked]"));

        var preview = await blog.Reader.PressAsync(page, "preview", ("content", "Well *said*."), ("author_name", "Ada"));

        Assert.Equal(HttpStatusCode.OK, preview.Answer.Status);
        preview.AssertPrivate();
        Assert.Equal("<p>Well <em>said</em>.</p>", preview.Page.QuerySelector(".preview .comment-body")?.InnerHtml.Trim());
        Assert.NotNull(preview.Ticket);
        Assert.Equal(("", ""), (preview.ValueOf("gdpr_consent"), preview.ValueOf("notify_replies")));
        Assert.DoesNotContain(await blog.StoredAsync("post-1"), stored => stored.AuthorName == "Ada");
    }

    [Fact]
    public async Task Sending_without_consent_is_refused_and_keeps_what_was_typed()
    {
        var preview = await PreviewAsync("other", "\nWell said.\n\n  <b>", ("author_name", "Ada"), ("author_email", "ada@example.org"));

        var refused = await blog.Reader.PressAsync(preview.Page, "send");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Answer.Status);
        refused.AssertPrivate();
        Assert.Equal("\nWell said.\n\n  <b>", refused.ValueOf("content"));
        Assert.Equal("Ada", refused.ValueOf("author_name"));
        Assert.Equal("ada@example.org", refused.ValueOf("author_email"));
        Assert.Equal("", refused.ValueOf("gdpr_consent"));
        Assert.NotNull(refused.Page.QuerySelector("[role=alert] a[href='#field-gdpr_consent']"));
        Assert.Empty(await blog.StoredAsync("other"));

        var sent = await blog.Reader.PressAsync(refused.Page, "send", ("gdpr_consent", "true"));
        Assert.Equal(HttpStatusCode.SeeOther, sent.Answer.Status);
    }

    [Fact]
    public async Task Sending_with_consent_leads_to_the_comments_own_page()
    {
        var preview = await PreviewAsync("post-2", "Well said.", ("author_name", "Ada"));
        blog.Time.Advance(TimeSpan.FromSeconds(10));

        var sent = await blog.Reader.PressAsync(preview.Page, "send", ("gdpr_consent", "true"));

        Assert.Equal(HttpStatusCode.SeeOther, sent.Answer.Status);
        sent.Answer.AssertSafe();
        Assert.Equal("no-store", sent.Answer.Header("Cache-Control"));
        var own = await blog.Reader.FollowAsync(sent);
        Assert.Equal(HttpStatusCode.OK, own.Answer.Status);
        own.AssertPrivate();
        Assert.Contains("has arrived", own.Page.QuerySelector(".notice")?.TextContent, StringComparison.Ordinal);
        Assert.Contains("waiting for approval", own.Page.QuerySelector("#standing")?.TextContent, StringComparison.Ordinal);
        var stored = Assert.Single(await blog.StoredAsync("post-2"), comment => comment.Content == "Well said.");
        Assert.Equal("Ada", stored.AuthorName);
        Assert.DoesNotContain("too_fast", stored.Flags, StringComparison.Ordinal); // The rules may have added theirs by now.
    }

    [Fact]
    public async Task A_form_sent_too_fast_is_taken_and_flagged()
    {
        var preview = await PreviewAsync("post-2", "In no time");

        await blog.Reader.PressAsync(preview.Page, "send", ("gdpr_consent", "true"));

        var stored = Assert.Single(await blog.StoredAsync("post-2"), stored => stored.Content == "In no time");
        Assert.Contains("too_fast", stored.Flags.Split(','));
    }

    [Fact]
    public async Task A_ticket_used_twice_makes_one_comment()
    {
        var preview = await PreviewAsync("post-3", "Pressed twice");

        var first = await blog.Reader.PressAsync(preview.Page, "send", ("gdpr_consent", "true"));
        var second = await blog.Reader.PressAsync(preview.Page, "send", ("gdpr_consent", "true"));

        Assert.Equal(HttpStatusCode.SeeOther, second.Answer.Status);
        Assert.Equal(first.Answer.Header("Location"), second.Answer.Header("Location"));
        Assert.Single(await blog.StoredAsync("post-3"));
    }

    [Fact]
    public async Task A_used_ticket_with_another_text_is_said_and_a_new_one_comes_along()
    {
        var preview = await PreviewAsync("post-4", "The first text");
        await blog.Reader.PressAsync(preview.Page, "send", ("gdpr_consent", "true"));

        var refused = await blog.Reader.PressAsync(preview.Page, "send", ("gdpr_consent", "true"), ("content", "The second text"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Answer.Status);
        Assert.Contains("was sent before", refused.Alert, StringComparison.Ordinal);
        Assert.Equal("The second text", refused.ValueOf("content"));
        Assert.NotEqual(preview.Ticket, refused.Ticket);
        var sent = await blog.Reader.PressAsync(refused.Page, "send");
        Assert.Equal(HttpStatusCode.SeeOther, sent.Answer.Status);
        Assert.Equal(2, (await blog.StoredAsync("post-4")).Count);
    }

    [Fact]
    public async Task An_expired_or_foreign_ticket_is_said_and_a_new_one_comes_along()
    {
        var old = await PreviewAsync("post-5", "Slowly written");
        var foreign = await PreviewAsync("post-1", "Elsewhere");
        blog.Time.Advance(TimeSpan.FromHours(24));

        foreach (var ticket in new[] { old.Ticket!, foreign.Ticket!, "forged" })
        {
            var refused = await blog.Reader.PressAsync(old.Page, "send", ("gdpr_consent", "true"), ("ticket", ticket));

            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Answer.Status);
            Assert.Contains("expired", refused.Alert, StringComparison.Ordinal);
            Assert.Equal("Slowly written", refused.ValueOf("content"));
            Assert.NotEqual(ticket, refused.Ticket);
        }

        Assert.Empty(await blog.StoredAsync("post-5"));
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://elsewhere.example")]
    [InlineData("Origin", "null")]
    public async Task A_form_from_another_site_is_refused(string header, string value)
    {
        var answer = await blog.Reader.PostFormAsync(Action, [new("content", "x"), new("step", "preview")], (header, value));

        Assert.Equal(HttpStatusCode.Forbidden, answer.Answer.Status);
        answer.AssertPrivate();
    }

    [Theory]
    [InlineData("same-origin")]
    [InlineData("none")]
    public async Task A_form_from_here_is_taken(string site)
    {
        var origin = blog.Address.GetLeftPart(UriPartial.Authority);

        var answer = await blog.Reader.PostFormAsync(
            Action, [new("content", "x"), new("step", "preview")], ("Sec-Fetch-Site", site), ("Origin", origin));

        Assert.Equal(HttpStatusCode.OK, answer.Answer.Status);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/json")]
    public async Task Another_content_type_is_refused(string contentType)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Action) { Content = new ByteArrayContent("content=x"u8.ToArray()) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);

        var answer = await blog.Reader.AskAsync(request);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.Status);
        answer.AssertSafe();
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \n ")]
    [InlineData("TOO LONG")]
    public async Task A_text_that_cannot_be_taken_comes_back_with_its_reason(string content)
    {
        var typed = content == "TOO LONG" ? new string('x', 10_001) : content;

        var refused = await PreviewAsync("post-1", typed, ("author_name", "Ada"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Answer.Status);
        Assert.Equal(typed, refused.ValueOf("content"));
        Assert.Equal("Ada", refused.ValueOf("author_name"));
        Assert.Null(refused.Ticket);
        Assert.NotNull(refused.Page.QuerySelector("#error-content"));
    }

    [Fact]
    public async Task A_reply_goes_under_the_comment_it_answers()
    {
        var (parent, _) = await blog.Reader.TakeCommentAsync("post-1", ApiClient.Comment("A question"));
        await blog.ApproveAsync(parent);
        var page = await blog.ReadPageAsync("/posts/post-1/");
        var link = Assert.IsAssignableFrom<IHtmlAnchorElement>(page.QuerySelector($"#comment-{parent} .comment-reply"));

        var asked = await blog.ReadPageAsync(link.GetAttribute("href")!);
        var preview = await blog.Reader.PressAsync(asked, "preview", ("content", "An answer"));
        await blog.Reader.PressAsync(preview.Page, "send", ("gdpr_consent", "true"));

        var reply = Assert.Single(await blog.StoredAsync("post-1"), stored => stored.Content == "An answer");
        Assert.Equal((parent, 2), (reply.ParentId, reply.Depth));
    }

    [Theory]
    [InlineData("/posts/nowhere/comments", HttpStatusCode.NotFound)]
    [InlineData("/posts/draft/comments", HttpStatusCode.NotFound)]
    [InlineData("/posts/closed/comments", HttpStatusCode.Conflict)]
    public async Task A_post_that_takes_no_comments_says_so(string action, HttpStatusCode status)
    {
        var answer = await blog.Reader.PostFormAsync(action, [new("content", "x"), new("step", "preview")]);

        Assert.Equal(status, answer.Answer.Status);
        answer.Answer.AssertSafe();
    }

    private async Task<FormAnswer> PreviewAsync(string slug, string content, params (string Name, string Value)[] typed)
    {
        var page = await blog.ReadPageAsync($"/posts/{slug}/");
        return await blog.Reader.PressAsync(page, "preview", [("content", content), .. typed]);
    }
}
