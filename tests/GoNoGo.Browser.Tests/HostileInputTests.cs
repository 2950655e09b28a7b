using System.Net;
using System.Net.Http.Json;
using GoNoGo.Browser.Tests.Support;
using Microsoft.Playwright;

namespace GoNoGo.Browser.Tests;

/// <summary>Markup that has executed elsewhere, as text and as name, in a browser that would execute it.</summary>
public sealed class HostileInputTests(BrowserFixture browser, HostileBlog blog) : IClassFixture<BrowserFixture>, IClassFixture<HostileBlog>
{
    private const int LongestName = 100;
    private const int PreviewLength = 9_000;

    [BrowserFact]
    public async Task Nothing_hostile_executes_and_everything_is_stored_as_typed_or_refused()
    {
        string[] texts = [.. HostileTexts.CrossSiteScripting(), .. HostileTexts.NaughtyStrings()];
        await blog.AppearsAsync("/posts/loud/");
        var stored = await SendAllAsync(texts);

        var pending = await CommandLine.ListPendingAsync(blog);
        Assert.Equal(stored, pending.Select(comment => (comment.Content, comment.AuthorName)));
        Assert.True(stored.Count > texts.Length / 2, $"Only {stored.Count} comments were taken.");
        await CommandLine.ApproveAsync(blog, pending.Select(comment => comment.Id));

        var shown = await WalkThreadAsync(bypassPolicy: false);
        Assert.Equal(stored.Count, shown);
        Assert.Equal(shown, await WalkThreadAsync(bypassPolicy: true));
    }

    [BrowserFact]
    public async Task A_preview_of_hostile_text_executes_nothing_and_gives_the_text_back()
    {
        var page = await browser.NewPageAsync(javaScript: true, bypassPolicy: true);
        var witness = await Witness.WatchAsync(page, blog.Address);
        var globals = await HarmlessAsync(page, witness);
        var shown = 0;
        foreach (var text in Pages(HostileTexts.CrossSiteScripting()))
        {
            await page.OpenAsync(blog, "/posts/quiet/");
            await page.WriteCommentAsync(text, string.Concat(text.Split('\n')[0].Take(LongestName)));
            var typed = (await page.InputValueAsync("[name=content]"), await page.InputValueAsync("[name=author_name]"));
            await page.PressAsync("preview");
            await page.Locator("#comments .preview, #comments .problems").First.WaitForAsync(); // Put in place by the script.

            Assert.Equal(typed, (await page.InputValueAsync("[name=content]"), await page.InputValueAsync("[name=author_name]")));
            await witness.NothingHappensAsync(globals);
            shown += await page.Locator(".preview .comment-body").CountAsync();
        }

        Assert.NotEqual(0, shown);
    }

    /// <summary>Sends each text as a comment, under itself as a name where it may be one.</summary>
    /// <returns>What was taken, in order; all else was refused with its field.</returns>
    private async Task<List<(string Content, string? AuthorName)>> SendAllAsync(IEnumerable<string> texts)
    {
        List<(string, string?)> stored = [];
        foreach (var text in texts)
        {
            // A name of nothing but spaces is none.
            if (text.Length <= LongestName && await IsTakenAsync(text, text))
            {
                stored.Add((text, string.IsNullOrWhiteSpace(text) ? null : text));
            }
            else if (await IsTakenAsync(text, null))
            {
                stored.Add((text, null));
            }
        }

        return stored;
    }

    private async Task<bool> IsTakenAsync(string content, string? name)
    {
        using var response = await blog.Reader.PostAsJsonAsync(
            "/api/v1/posts/loud/comments",
            new { content, author_name = name, gdpr_consent = true },
            TestContext.Current.CancellationToken);
        if (response.StatusCode != HttpStatusCode.Created)
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        }

        return response.StatusCode == HttpStatusCode.Created;
    }

    private async Task<int> WalkThreadAsync(bool bypassPolicy)
    {
        var page = await browser.NewPageAsync(javaScript: true, bypassPolicy: bypassPolicy);
        var witness = await Witness.WatchAsync(page, blog.Address);
        var globals = await HarmlessAsync(page, witness);
        var shown = 0;
        var next = "/posts/loud/";
        while (next is not null)
        {
            await page.OpenAsync(blog, next);
            await witness.NothingHappensAsync(globals);
            shown += await page.Locator(".thread > .comment").CountAsync();
            next = await page.LinksAsync(".comments .pagination [rel=next]") is [var link, ..] ? link : null;
        }

        return shown;
    }

    private async Task<string[]> HarmlessAsync(IPage page, Witness witness)
    {
        await page.OpenAsync(blog, "/posts/quiet/");
        var globals = await witness.GlobalsAsync();
        await witness.NothingHappensAsync(globals);
        return globals;
    }

    /// <summary>Texts joined to a few that the form can take.</summary>
    private static IEnumerable<string> Pages(IEnumerable<string> texts)
    {
        var page = "";
        foreach (var text in texts)
        {
            if (page.Length + text.Length > PreviewLength)
            {
                yield return page;
                page = "";
            }

            page += text + "\n\n";
        }

        yield return page;
    }
}

/// <summary>A blog with a post that gets everything and one that gets nothing.</summary>
public sealed class HostileBlog : BlogFixture
{
    // All of it comes from one network within a minute.
    protected override IReadOnlyDictionary<string, string?> Configuration => new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["GoNoGo:RateLimiting:CommentsPerWindow"] = "100000",
    };

    protected override void WriteContent(ContentRepositoryBuilder content) => content
        .WritePost("loud", "Loud", "Everything is sent here.")
        .WritePost("quiet", "Quiet", "Nothing is sent here.");
}
