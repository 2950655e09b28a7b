using System.Net;
using GoNoGo.Comments;
using GoNoGo.Web.Tests.Api;

namespace GoNoGo.Web.Tests.Comments;

/// <summary>A thread of several pages: every comment has one address that leads to it, and every page can be reached.</summary>
public sealed class ThreadTests(ThreadTests.LongThread blog) : IClassFixture<ThreadTests.LongThread>
{
    private const string Slug = "post-1";
    private const string Page = "/posts/post-1/";

    [Fact]
    public async Task The_address_of_a_comment_leads_to_the_page_of_the_thread_on_which_it_stands()
    {
        foreach (var (number, id) in blog.Ids.Index())
        {
            var answer = await blog.Reader.AskAsync($"{Page}comments/{id}/");

            Assert.Equal(HttpStatusCode.SeeOther, answer.Status);
            var place = answer.Header("Location")!; // A 303 has one.
            Assert.Equal(number < CommentService.PageSize, place == $"{Page}#comment-{id}");
            Assert.NotNull((await blog.ReadPageAsync(place.Split('#')[0])).QuerySelector($"#comment-{id}"));
        }
    }

    [Fact]
    public async Task Every_comment_of_a_page_shows_its_lasting_address()
    {
        var page = await blog.ReadPageAsync(Page);

        Assert.Equal(
            blog.Ids.Take(CommentService.PageSize).Select(id => $"{Page}comments/{id}/"),
            page.QuerySelectorAll(".comment header .comment-time").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public async Task The_pages_of_a_thread_hold_every_comment_once()
    {
        var seen = new List<string>();
        for (var path = Page; path is not null;)
        {
            var page = await blog.ReadPageAsync(path);
            seen.AddRange(page.QuerySelectorAll("li.comment").Select(comment => comment.Id!));
            path = page.QuerySelector(".comments [rel=next]")?.GetAttribute("href")?.Split('#')[0];
        }

        Assert.Equal(blog.Ids.Select(id => $"comment-{id}"), seen);
    }

    [Fact]
    public async Task What_nobody_can_see_leads_to_the_thread_and_tells_nothing()
    {
        var (waiting, _) = await blog.Reader.TakeCommentAsync(Slug, ApiClient.Comment("It waits."));

        foreach (var id in new[] { waiting, Guid.Empty })
        {
            Assert.Equal($"{Page}#comments", (await blog.Reader.AskAsync($"{Page}comments/{id}/")).Header("Location"));
        }

        Assert.Equal(HttpStatusCode.NotFound, (await blog.Reader.AskAsync($"{Page}comments/no-id/")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await blog.Reader.AskAsync($"/posts/none/comments/{waiting}/")).Status);
    }

    [Fact]
    public async Task The_form_has_a_page_of_its_own_from_which_an_answer_is_sent_at_once()
    {
        var answered = blog.Ids[^1];
        var form = await blog.Reader.OpenAsync($"{Page}comments?reply={answered}");
        form.AssertPrivate();
        Assert.Equal("Reply to Anonymous", form.Page.QuerySelector("#comment-form-title")!.TextContent.Trim());

        var sent = await blog.Reader.PressAsync(form.Page, "send", ("content", "An answer to the last."), ("gdpr_consent", "true"));

        var own = await blog.Reader.FollowAsync(sent);
        Assert.Equal(HttpStatusCode.OK, own.Answer.Status);
        Assert.Contains(await blog.StoredAsync(Slug), stored => stored.Content == "An answer to the last." && stored.ParentId == answered);
    }

    [Fact]
    public async Task The_link_of_a_comment_can_be_taken_away_as_a_file_and_as_a_mail()
    {
        var form = await blog.Reader.OpenAsync($"{Page}comments");
        var sent = await blog.Reader.PressAsync(form.Page, "send", ("content", "Kept well."), ("gdpr_consent", "true"));
        var own = await blog.Reader.FollowAsync(sent);
        var address = own.Page.QuerySelector(".own-link")!.TextContent.Trim();

        var links = own.Page.QuerySelectorAll(".notice a").Select(link => link.GetAttribute("href")!).ToList();
        var file = await blog.Reader.AskAsync(links.Single(link => link.EndsWith("link.txt", StringComparison.Ordinal)));

        Assert.Equal(HttpStatusCode.OK, file.Status);
        Assert.StartsWith("attachment", file.Header("Content-Disposition"), StringComparison.Ordinal);
        Assert.Equal("no-store", file.Header("Cache-Control"));
        Assert.Contains(address, file.Text, StringComparison.Ordinal);
        Assert.Contains(
            address,
            Uri.UnescapeDataString(links.Single(link => link.StartsWith("mailto:?", StringComparison.Ordinal))),
            StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await blog.Reader.AskAsync("/comments/AaIGAlPQ/link.txt")).Status);
    }

    /// <summary>A blog with a thread of a page and a few comments more.</summary>
    public sealed class LongThread : ClockedBlog
    {
        private const int Comments = CommentService.PageSize + 3;

        /// <summary>In the order of the thread.</summary>
        public IReadOnlyList<Guid> Ids { get; private set; } = [];

        /// <inheritdoc/>
        public override async ValueTask InitializeAsync()
        {
            await base.InitializeAsync();
            await AppearsAsync(Page);
            var ids = new List<Guid>();
            for (var number = 0; number < Comments; number++)
            {
                ids.Add((await Reader.TakeCommentAsync(Slug, ApiClient.Comment($"Number {number}."))).Id);
                Time.Advance(TimeSpan.FromSeconds(1));
            }

            await ApproveAsync(ids);
            Ids = ids;
        }
    }
}
