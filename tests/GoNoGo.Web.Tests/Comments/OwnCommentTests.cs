using System.Net;
using GoNoGo.Web.Tests.Api;

namespace GoNoGo.Web.Tests.Comments;

/// <summary>What whoever holds a comment's link can do with it.</summary>
public sealed class OwnCommentTests(ClockedBlog blog) : IClassFixture<ClockedBlog>
{
    [Fact]
    public async Task Within_15_minutes_the_text_can_be_changed()
    {
        var (id, manageUrl) = await blog.Reader.TakeCommentAsync("post-1", ApiClient.Comment("As sent"));
        var own = await blog.Reader.OpenAsync(manageUrl);
        own.AssertPrivate();
        blog.Time.Advance(TimeSpan.FromMinutes(14));

        var saved = await blog.Reader.FollowAsync(await blog.Reader.PressAsync(own.Page, "edit", ("content", "As **meant**")));

        Assert.Contains("saved", saved.Page.QuerySelector(".notice")?.TextContent, StringComparison.Ordinal);
        Assert.Equal("As meant", saved.Page.QuerySelector(".comment-body")?.TextContent.Trim());
        Assert.Equal("As **meant**", Assert.Single(await blog.StoredAsync("post-1"), stored => stored.Id == id).Content);
    }

    [Fact]
    public async Task After_15_minutes_a_change_is_refused_and_its_text_kept_to_see()
    {
        var (id, manageUrl) = await blog.Reader.TakeCommentAsync("post-1", ApiClient.Comment("As sent"));
        var own = await blog.Reader.OpenAsync(manageUrl);
        blog.Time.Advance(TimeSpan.FromMinutes(15));

        var refused = await blog.Reader.PressAsync(own.Page, "edit", ("content", "Too late"));

        Assert.Equal(HttpStatusCode.Conflict, refused.Answer.Status);
        refused.AssertPrivate();
        Assert.Contains("15 minutes", refused.Alert, StringComparison.Ordinal);
        Assert.Contains("Too late", refused.Page.Body?.TextContent, StringComparison.Ordinal);
        Assert.Null(refused.Page.QuerySelector("button[value=edit]"));
        Assert.NotNull(refused.Page.QuerySelector("button[value=erase]"));
        Assert.Equal("As sent", Assert.Single(await blog.StoredAsync("post-1"), stored => stored.Id == id).Content);
    }

    [Fact]
    public async Task A_change_to_nothing_is_refused_and_says_why()
    {
        var (_, manageUrl) = await blog.Reader.TakeCommentAsync("post-1", ApiClient.Comment("As sent"));
        var own = await blog.Reader.OpenAsync(manageUrl);

        var refused = await blog.Reader.PressAsync(own.Page, "edit", ("content", "  "));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Answer.Status);
        Assert.NotNull(refused.Page.QuerySelector("#error-content"));
        Assert.Equal("As sent", refused.Page.QuerySelector(".comment-body")?.TextContent.Trim());
    }

    [Fact]
    public async Task An_approved_comment_that_is_changed_waits_for_a_decision_again()
    {
        var (id, manageUrl) = await blog.Reader.TakeCommentAsync("post-2", ApiClient.Comment("Harmless"));
        await blog.ApproveAsync(id);
        Assert.NotNull((await blog.ReadPageAsync("/posts/post-2/")).QuerySelector($"#comment-{id}"));
        var own = await blog.Reader.OpenAsync(manageUrl);

        await blog.Reader.PressAsync(own.Page, "edit", ("content", "Not so harmless"));

        Assert.Null((await blog.ReadPageAsync("/posts/post-2/")).QuerySelector($"#comment-{id}"));
    }

    [Fact]
    public async Task Erasing_asks_once_more_and_then_the_link_is_dead()
    {
        var (id, manageUrl) = await blog.Reader.TakeCommentAsync("post-3", ApiClient.Comment("To be gone"));
        await blog.ApproveAsync(id);
        var own = await blog.Reader.OpenAsync(manageUrl);

        var asked = await blog.Reader.PressAsync(own.Page, "erase");
        Assert.NotNull((await blog.ReadPageAsync("/posts/post-3/")).QuerySelector($"#comment-{id}"));
        var erased = await blog.Reader.PressAsync(asked.Page, "erase-confirmed");

        Assert.Equal(HttpStatusCode.OK, erased.Answer.Status);
        Assert.DoesNotContain("To be gone", erased.Answer.Text, StringComparison.Ordinal);
        Assert.Null((await blog.ReadPageAsync("/posts/post-3/")).QuerySelector($"#comment-{id}"));
        Assert.Equal("", Assert.Single(await blog.StoredAsync("post-3")).Content);
        Assert.Equal(HttpStatusCode.NotFound, (await blog.Reader.OpenAsync(manageUrl)).Answer.Status);
        Assert.Equal(HttpStatusCode.NotFound, (await blog.Reader.PressAsync(asked.Page, "erase-confirmed")).Answer.Status);
        Assert.Equal(HttpStatusCode.NotFound, (await blog.Reader.PressAsync(own.Page, "edit", ("content", "Back"))).Answer.Status);
    }

    [Fact]
    public async Task An_erased_comment_with_an_answer_leaves_a_line()
    {
        var (id, manageUrl) = await blog.Reader.TakeCommentAsync("post-4", ApiClient.Comment("To be gone"));
        await blog.ApproveAsync(id);
        var reply = ApiClient.Comment("An answer");
        reply["parent_id"] = id.ToString();
        await blog.ApproveAsync((await blog.Reader.TakeCommentAsync("post-4", reply)).Id);

        await blog.Reader.PostFormAsync(manageUrl, [new("step", "erase-confirmed")]);

        var page = await blog.ReadPageAsync("/posts/post-4/");
        Assert.NotNull(page.QuerySelector($"#comment-{id} .tombstone"));
        Assert.Contains("An answer", page.QuerySelector("#comments")?.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_link_and_that_of_an_erased_comment_are_not_told_apart()
    {
        var (_, manageUrl) = await blog.Reader.TakeCommentAsync("post-5", ApiClient.Comment());
        await blog.Reader.PostFormAsync(manageUrl, [new("step", "erase-confirmed")]);
        var token = manageUrl.Trim('/').Split('/')[1];
        var forged = (token[0] == 'A' ? 'B' : 'A') + token[1..];

        var pages = new List<string>();
        foreach (var wrong in new[] { token, forged, token[..^1], token + "A", "x", new string('A', 500) })
        {
            var answer = await blog.Reader.OpenAsync($"/comments/{wrong}/");
            Assert.Equal(HttpStatusCode.NotFound, answer.Answer.Status);
            answer.AssertPrivate();
            pages.Add(answer.Answer.Text);
        }

        Assert.Single(pages.Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Another_site_can_erase_nothing()
    {
        var (_, manageUrl) = await blog.Reader.TakeCommentAsync("post-5", ApiClient.Comment("Here to stay"));

        var answer = await blog.Reader.PostFormAsync(manageUrl, [new("step", "erase-confirmed")], ("Sec-Fetch-Site", "cross-site"));

        Assert.Equal(HttpStatusCode.Forbidden, answer.Answer.Status);
        Assert.Contains(await blog.StoredAsync("post-5"), stored => stored.Content == "Here to stay");
    }
}
