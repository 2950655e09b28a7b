using System.Net;
using GoNoGo.Testing;
using GoNoGo.Web.Tests.Api;
using GoNoGo.Web.Tests.Comments;

namespace GoNoGo.Web.Tests.Following;

/// <summary>Posts come and go by the clock; nobody pushes anything.</summary>
public sealed class DueTimeTests(DueTimeTests.ScheduledBlog blog) : IClassFixture<DueTimeTests.ScheduledBlog>
{
    private static readonly string[] Lists =
        ["/", "/archive/", "/feed.xml", "/atom.xml", "/feed.json", "/sitemap.xml", "/api/v1/posts", "/search?q=dated"];

    [Fact]
    public async Task What_is_due_appears_and_what_has_expired_goes_at_the_very_second()
    {
        await AssertAsync("due", HttpStatusCode.NotFound);
        await AssertAsync("ending", HttpStatusCode.OK);
        await AssertAsync("unfinished", HttpStatusCode.NotFound);
        var refused = await blog.Reader.SendCommentAsync("due", ApiClient.Comment());
        Assert.Equal(HttpStatusCode.NotFound, refused.Status);

        blog.Time.Advance(TimeSpan.FromHours(1) - TimeSpan.FromTicks(1));
        await AssertAsync("due", HttpStatusCode.NotFound);
        await AssertAsync("ending", HttpStatusCode.OK);

        blog.Time.Advance(TimeSpan.FromTicks(1));
        await AssertAsync("due", HttpStatusCode.OK);
        await AssertAsync("ending", HttpStatusCode.NotFound);

        blog.Time.Advance(TimeSpan.FromDays(400));
        await AssertAsync("unfinished", HttpStatusCode.NotFound);
        Assert.Equal(HttpStatusCode.Created, (await blog.Reader.SendCommentAsync("due", ApiClient.Comment())).Status);
    }

    private async Task AssertAsync(string slug, HttpStatusCode status)
    {
        var (page, view) = (await blog.Reader.AskAsync($"/posts/{slug}/"), await blog.Reader.AskAsync($"/api/v1/posts/{slug}"));
        Assert.Equal((status, status), (page.Status, view.Status));
        foreach (var list in Lists)
        {
            var text = (await blog.Reader.AskAsync(list)).Text;
            Assert.True(text.Contains($"/posts/{slug}/", StringComparison.Ordinal) == (status == HttpStatusCode.OK), $"{slug} in {list}");
        }
    }

    /// <summary>A blog with a post for later, one that ends and one that is never finished.</summary>
    public sealed class ScheduledBlog : ClockedBlog
    {
        protected override void WriteContent(ContentRepositoryBuilder content) => content
            .WritePost("due", "Due", "Dated ahead.", "2026-11-22T13:00:00Z")
            .WritePost("ending", "Ending", "Dated and ending.", "2026-01-01", "expiryDate: 2026-11-22T13:00:00Z\n")
            .WritePost("unfinished", "Unfinished", "Dated, a draft.", "2026-01-01", "draft: true\n");
    }
}
