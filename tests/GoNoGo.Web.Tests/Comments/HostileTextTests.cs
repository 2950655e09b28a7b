using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using GoNoGo.Testing;
using GoNoGo.Web.Tests.Api;
using GoNoGo.Web.Theme;

namespace GoNoGo.Web.Tests.Comments;

/// <summary>Hostile texts as comments and as names: each is kept exactly as sent or refused by its field, and none does anything.</summary>
public sealed class HostileTextTests(CommentedBlog blog) : IClassFixture<CommentedBlog>
{
    private static readonly HashSet<string> Elements =
        new(["p", "br", "strong", "em", "code", "pre", "blockquote", "ul", "ol", "li", "a", "hr"], StringComparer.Ordinal);

    private const string Dangerous = "script:not([type='application/ld+json']), style, iframe, object, embed, svg, math, template, base, "
        + "form:not(.search, .comment-form)";

    private static readonly HashSet<string> Attributes = new(["href", "rel", "start"], StringComparer.Ordinal);
    private static readonly HashSet<string> Schemes = new(["http", "https", "mailto"], StringComparer.Ordinal);

    [Fact]
    public Task Payloads_of_cross_site_scripting_do_nothing() => RunAsync(HostileTexts.CrossSiteScripting(), "post-1", "post-2");

    [Fact]
    public Task Naughty_strings_do_nothing() => RunAsync(HostileTexts.NaughtyStrings(), "post-3", "post-4");

    private async Task RunAsync(IReadOnlyList<string> texts, string asText, string asName)
    {
        var sentAsText = await SendAsync(asText, texts, "content", text => ApiClient.Comment(text));
        var sentAsName = await SendAsync(asName, texts, "author_name", text =>
        {
            var comment = ApiClient.Comment();
            comment["author_name"] = text;
            return comment;
        });
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{texts.Count} texts; taken as text {sentAsText.Count}, as name {sentAsName.Count}; the others were refused.");
        await blog.ApproveAsync([.. sentAsText.Keys, .. sentAsName.Keys]);

        var shownAsText = await ReadAsync(asText, comment => comment.GetProperty("content").GetString());
        var shownAsName = await ReadAsync(asName, comment => comment.GetProperty("author").GetProperty("display_name").GetString());
        Assert.Equal(sentAsText.OrderBy(sent => sent.Key), shownAsText.OrderBy(read => read.Key));
        Assert.Equal(sentAsName.OrderBy(sent => sent.Key), shownAsName.OrderBy(read => read.Key));
        Assert.Equal(sentAsText.Count, await AssertHarmlessAsync(asText, sentAsText, names: false));
        Assert.Equal(sentAsName.Count, await AssertHarmlessAsync(asName, sentAsName, names: true));
    }

    private async Task<Dictionary<Guid, string?>> SendAsync(
        string slug, IEnumerable<string> texts, string field, Func<string, System.Text.Json.Nodes.JsonObject> comment)
    {
        var taken = new Dictionary<Guid, string?>();
        foreach (var text in texts)
        {
            var answer = await blog.Reader.SendCommentAsync(slug, comment(text));
            if (answer.Status == HttpStatusCode.Created)
            {
                // A name of spaces is none; a text of spaces is refused.
                taken.Add(answer.Json.GetProperty("id").GetGuid(), string.IsNullOrWhiteSpace(text) ? null : text);
            }
            else
            {
                answer.AssertProblem(HttpStatusCode.UnprocessableEntity).AssertFields(field);
            }
        }

        return taken;
    }

    private async Task<Dictionary<Guid, string?>> ReadAsync(string slug, Func<JsonElement, string?> value)
    {
        var read = new Dictionary<Guid, string?>();
        for (var path = $"/api/v1/posts/{slug}/comments"; path is not null;)
        {
            var page = (await blog.Reader.AskAsync(path)).Json;
            foreach (var comment in page.GetProperty("items").EnumerateArray())
            {
                read.Add(comment.GetProperty("id").GetGuid(), value(comment));
            }

            path = page.GetProperty("next").GetString();
        }

        return read;
    }

    /// <summary>Reads every page of a thread as a browser would.</summary>
    /// <returns>How many comments were seen.</returns>
    private async Task<int> AssertHarmlessAsync(string slug, Dictionary<Guid, string?> sent, bool names)
    {
        var seen = 0;
        for (var path = $"/posts/{slug}/"; path is not null;)
        {
            var page = await blog.ReadPageAsync(path);
            Assert.DoesNotContain(page.QuerySelectorAll(Dangerous), element => element.TextContent != PageScripts.Comments.Text);
            Assert.DoesNotContain(page.All.SelectMany(element => element.Attributes), IsHandler);
            foreach (var comment in page.QuerySelectorAll("li.comment"))
            {
                seen++;
                AssertAllowed(Assert.Single(comment.QuerySelectorAll(".comment-body")));
                var author = Assert.Single(comment.QuerySelectorAll(".comment-author bdi"));
                Assert.Empty(author.Children);
                if (names && sent[Guid.Parse(comment.Id!["comment-".Length..])] is { } name)
                {
                    Assert.Equal(name, author.TextContent);
                }
            }

            path = page.QuerySelector(".comments a[rel=next]")?.GetAttribute("href")?.Split('#')[0];
        }

        return seen;
    }

    private static bool IsHandler(IAttr attribute) => attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase);

    private static void AssertAllowed(IElement body)
    {
        foreach (var element in body.QuerySelectorAll("*"))
        {
            Assert.Contains(element.LocalName, Elements);
            Assert.All(element.Attributes, attribute => Assert.Contains(attribute.Name, Attributes));
            if (element is IHtmlAnchorElement link && link.GetAttribute("href") is { } address)
            {
                Assert.Contains(new Url(new Url("https://blog.example/"), address).Scheme, Schemes);
                Assert.Equal("nofollow ugc noopener", link.GetAttribute("rel"));
            }
        }
    }
}
