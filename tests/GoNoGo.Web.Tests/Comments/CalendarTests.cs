using System.Globalization;
using System.Net;
using GoNoGo.Testing;
using GoNoGo.Web.Tests.Api;

namespace GoNoGo.Web.Tests.Comments;

/// <summary>The whole blog on days on which programs have stood still: a leap day, and the hour that is skipped in spring.</summary>
public sealed class CalendarTests
{
    private static readonly string[] Pages =
    [
        "/", "/archive/", "/tags/odd/", "/search?q=text", "/feed.xml", "/atom.xml", "/feed.json", "/sitemap.xml", "/posts/post-1/",
        "/posts/post-1/comments.atom", "/api/v1/posts", "/api/v1/posts/post-1", "/privacy", "/health/ready",
    ];

    [Theory]
    [InlineData("2028-02-29T12:00:00Z", "2034-02-27T12:00:00Z")]
    [InlineData("2027-03-28T00:59:59Z", "2033-03-26T00:59:59Z")]
    [InlineData("2027-10-31T00:59:59Z", "2033-10-29T00:59:59Z")]
    [InlineData("2027-12-31T23:59:59Z", "2033-12-29T23:59:59Z")]
    public async Task A_comment_is_taken_shown_changed_and_kept_for_its_days(string now, string retainedUntil)
    {
        await using var blog = new ParisBlog();
        blog.Time.AdjustTime(Moment(now));
        await blog.InitializeAsync();

        var (id, manageUrl) = await blog.Reader.TakeCommentAsync("post-1", ApiClient.Comment("Today"));
        blog.Time.Advance(TimeSpan.FromSeconds(2));
        var own = await blog.Reader.OpenAsync(manageUrl);
        Assert.NotNull(own.Page.QuerySelector("button[value=edit]"));
        var saved = await blog.Reader.PressAsync(own.Page, "edit", ("content", "Today, changed"));
        Assert.Equal(HttpStatusCode.SeeOther, saved.Answer.Status);
        await blog.ApproveAsync(id);

        foreach (var page in Pages)
        {
            Assert.True((await blog.Reader.AskAsync(page)).Status == HttpStatusCode.OK, page);
        }

        var time = (await blog.ReadPageAsync("/posts/post-1/")).QuerySelector($"#comment-{id} time")?.GetAttribute("datetime");
        Assert.Equal(now, time);
        Assert.Equal(Moment(retainedUntil), Assert.Single(await blog.StoredAsync("post-1")).RetentionUntil);
        blog.Time.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromSeconds(2));
        Assert.Null((await blog.Reader.OpenAsync(manageUrl)).Page.QuerySelector("button[value=edit]"));
    }

    [Fact]
    public async Task A_post_dated_in_the_hour_that_does_not_exist_appears_after_it()
    {
        await using var blog = new ParisBlog();
        blog.Time.AdjustTime(new DateTimeOffset(2027, 3, 28, 0, 59, 59, TimeSpan.Zero));
        await blog.InitializeAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await blog.Reader.AskAsync("/posts/skipped/")).Status);

        blog.Time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(HttpStatusCode.OK, (await blog.Reader.AskAsync("/posts/skipped/")).Status);
    }

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private sealed class ParisBlog : ClockedBlog
    {
        protected override void WriteContent(ContentRepositoryBuilder content)
        {
            base.WriteContent(content);
            content.Write("site.yaml", "title: The garden\ntime_zone: Europe/Paris\n");
            content.WritePost("skipped", "Skipped", "Text of no hour.", "2027-03-28 02:30:00");
        }
    }
}
