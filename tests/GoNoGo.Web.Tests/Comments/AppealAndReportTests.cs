using System.Net;
using GoNoGo.Comments;
using GoNoGo.Comments.Moderation;
using GoNoGo.Web.Tests.Api;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Web.Tests.Comments;

/// <summary>Authors who ask for another look, and readers who report, over HTTP and without script.</summary>
public sealed class AppealAndReportTests(ClockedBlog blog) : IClassFixture<ClockedBlog>
{
    [Fact]
    public async Task The_author_reads_the_reason_by_their_link_appeals_once_and_sees_what_became_of_it()
    {
        var (id, manageUrl) = await blog.Reader.TakeCommentAsync("post-1", ApiClient.Comment("Not about gardens"));
        await DecideAsync(id, ModerationStatus.Rejected, RefusalReason.OffTopic);

        var own = await blog.Reader.OpenAsync(manageUrl);
        Assert.Contains("It is not about this post.", own.Page.Body?.TextContent, StringComparison.Ordinal);
        var empty = await blog.Reader.PressAsync(own.Page, "appeal", ("appeal", " "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.Answer.Status);
        Assert.NotNull(empty.Page.QuerySelector("#error-appeal"));
        var pressed = await blog.Reader.PressAsync(empty.Page, "appeal", ("appeal", "It is about <b>gardens</b>."));
        var sent = await blog.Reader.FollowAsync(pressed);

        sent.AssertPrivate();
        Assert.Contains("Somebody will look", sent.Page.QuerySelector(".notice")?.TextContent, StringComparison.Ordinal);
        Assert.Equal("It is about <b>gardens</b>.", sent.Page.QuerySelector("blockquote")?.TextContent);
        Assert.Null(sent.Page.QuerySelector("button[value=appeal]"));

        await DecideAsync(id, ModerationStatus.Rejected, RefusalReason.OffTopic);
        var after = await blog.Reader.OpenAsync(manageUrl);
        Assert.Contains("decided as you see", after.Page.Body?.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_reports_a_comment_by_a_link_below_it_and_only_the_form_acts()
    {
        var (id, _) = await blog.Reader.TakeCommentAsync("post-3", ApiClient.Comment("Rude"));
        await blog.ApproveAsync(id);
        var link = (await blog.ReadPageAsync("/posts/post-3/")).QuerySelector($"#comment-{id} a[href$=report]")!.GetAttribute("href")!;

        var page = await blog.Reader.OpenAsync(link);
        page.AssertPrivate();
        Assert.Null((await StoredAsync(id)).QueueRank);
        var without = await blog.Reader.PostFormAsync(link, [new("text", "Why?")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, without.Answer.Status);
        Assert.Equal("Why?", without.ValueOf("text")?.Trim());
        var sent = await blog.Reader.PostFormAsync(link, [new("reason", "insult"), new("text", "It is rude.")]);

        Assert.Equal(HttpStatusCode.OK, sent.Answer.Status);
        Assert.Contains("has arrived", sent.Page.QuerySelector("[role=status]")?.TextContent, StringComparison.Ordinal);
        Assert.Equal(QueueRanks.Reported, (await StoredAsync(id)).QueueRank);
        var again = await blog.Reader.PostFormAsync(link, [new("reason", "insult"), new("text", "")]);
        Assert.Equal(HttpStatusCode.Conflict, again.Answer.Status);
    }

    [Theory]
    [InlineData("/posts/post-3/comments/019a9d3e-7c00-7000-8000-000000000001/report")]
    [InlineData("/posts/nowhere/comments/019a9d3e-7c00-7000-8000-000000000001/report")]
    [InlineData("/posts/post-3/comments/none/report")]
    public async Task What_is_not_there_cannot_be_reported(string path)
    {
        Assert.Equal(HttpStatusCode.NotFound, (await blog.Reader.OpenAsync(path)).Answer.Status);
        Assert.Equal(HttpStatusCode.NotFound, (await blog.Reader.PostFormAsync(path, [new("reason", "spam")])).Answer.Status);
    }

    [Fact]
    public async Task A_report_that_another_site_sends_is_refused()
    {
        var (id, _) = await blog.Reader.TakeCommentAsync("post-4", ApiClient.Comment("Fine"));
        await blog.ApproveAsync(id);

        var sent = await blog.Reader.PostFormAsync(
            $"/posts/post-4/comments/{id}/report", [new("reason", "spam")], ("Sec-Fetch-Site", "cross-site"));

        Assert.Equal(HttpStatusCode.Forbidden, sent.Answer.Status);
        Assert.Null((await StoredAsync(id)).QueueRank);
    }

    [Fact]
    public async Task Whoever_fills_in_the_field_that_nobody_sees_is_taken_and_flagged()
    {
        var post = await blog.Reader.OpenAsync("/posts/post-5/");
        var trap = post.Page.QuerySelector("input[name=homepage]")!;
        Assert.Equal(("-1", "true"), (trap.GetAttribute("tabindex"), trap.ParentElement?.GetAttribute("aria-hidden")));
        var preview = await blog.Reader.PressAsync(
            post.Page, "preview", ("content", "Buy this"), ("homepage", "https://spam.example"));
        blog.Time.Advance(TimeSpan.FromSeconds(20));

        await blog.Reader.FollowAsync(await blog.Reader.PressAsync(
            preview.Page, "send", ("homepage", "https://spam.example"), ("gdpr_consent", "true")));

        var stored = Assert.Single(await blog.StoredAsync("post-5"));
        Assert.Contains("trap_filled", stored.Flags.Split(','));
        Assert.Equal(ModerationStatus.Pending, stored.ModerationStatus);
    }

    [Fact]
    public async Task Who_is_blocked_reads_it_and_keeps_what_they_typed()
    {
        var comment = ApiClient.Comment("Rude again");
        comment["author_email"] = "rude@example.org";
        var (id, _) = await blog.Reader.TakeCommentAsync("post-2", comment);
        await using (var scope = blog.Services.CreateAsyncScope())
        {
            Assert.Null((await scope.ServiceProvider.GetRequiredService<SenderBlocks>().BlockAsync(
                id,
                new NewBlock(BlockKind.Email, 7, RefusalReason.Insult),
                ModeratorIdentity.Operator,
                TestContext.Current.CancellationToken)).Error);
        }

        var post = await blog.Reader.OpenAsync("/posts/post-2/");
        var preview = await blog.Reader.PressAsync(
            post.Page, "preview", ("content", "And again"), ("author_email", "Rude@example.org".ToLowerInvariant()));
        var refused = await blog.Reader.PressAsync(preview.Page, "send", ("gdpr_consent", "true"));

        Assert.Equal(HttpStatusCode.Forbidden, refused.Answer.Status);
        Assert.Contains("cannot comment here until", refused.Alert, StringComparison.Ordinal);
        Assert.Equal("And again", refused.ValueOf("content")?.Trim());
    }

    private async Task DecideAsync(Guid id, ModerationStatus status, RefusalReason? reason)
    {
        await using var scope = blog.Services.CreateAsyncScope();
        var decided = await scope.ServiceProvider.GetRequiredService<ModerationService>().DecideAsync(
            id, new NewDecision(status, reason), ModeratorIdentity.Operator, TestContext.Current.CancellationToken);
        Assert.Null(decided.Error);
    }

    private async Task<Comment> StoredAsync(Guid id)
    {
        foreach (var slug in new[] { "post-1", "post-2", "post-3", "post-4", "post-5" })
        {
            if ((await blog.StoredAsync(slug)).SingleOrDefault(comment => comment.Id == id) is { } stored)
            {
                return stored;
            }
        }

        throw new InvalidOperationException("There is no such comment.");
    }
}
