using GoNoGo.Browser.Tests.Support;
using GoNoGo.Comments;
using GoNoGo.Comments.Moderation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace GoNoGo.Browser.Tests;

/// <summary>Links to single comments of a thread whose comments are laid out only when they come into view.</summary>
public sealed class ThreadLinkTests(BrowserFixture browser, JourneyBlog blog) : IClassFixture<BrowserFixture>, IClassFixture<JourneyBlog>
{
    private const int Phone = 390;
    private const string Post = "fern";

    // Where the target stands when the page has come to rest.
    private const string Follow = """
        id => new Promise(done => {
          addEventListener('scrollend', () => done(document.getElementById(id).getBoundingClientRect().top), { once: true });
          location.hash = id;
        })
        """;

    [BrowserFact]
    public async Task A_link_to_a_comment_leads_to_it_however_high_those_before_it_are()
    {
        await blog.AppearsAsync($"/posts/{Post}/");
        for (var number = 0; number < 40; number++)
        {
            await CommentAsync(string.Join("\n\n", Enumerable.Repeat($"Some words, {number}.", (number % 5) + 1)));
        }

        var page = await browser.NewPageAsync(javaScript: true, width: Phone);
        await page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.NoPreference });
        await page.OpenAsync(blog, $"/posts/{Post}/");
        var ids = await page.Locator(".thread > .comment").EvaluateAllAsync<string[]>("all => all.map(one => one.id)");
        Assert.Equal(40, ids.Length);
        foreach (var id in (string[])[ids[5], ids[30], ids[12], "comment-form"])
        {
            Assert.InRange(await page.EvaluateAsync<double>(Follow, id), 0, 100);
        }
    }

    private async Task CommentAsync(string content)
    {
        var cancelled = TestContext.Current.CancellationToken;
        await using var scope = blog.Services.CreateAsyncScope();
        var sent = await scope.ServiceProvider.GetRequiredService<CommentService>().CreateAsync(
            new NewComment { PostId = Post, Form = "api", Content = content, GdprConsent = true }, cancelled);
        Assert.Null((await scope.ServiceProvider.GetRequiredService<ModerationService>()
            .ApproveAsync(sent.Value!.Id, ModeratorIdentity.Operator, cancelled)).Error); // Nothing is wrong with it.
    }
}
