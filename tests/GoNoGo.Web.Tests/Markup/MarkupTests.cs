using System.Net;
using System.ServiceModel.Syndication;
using System.Xml;
using GoNoGo.Accounts.Users;
using GoNoGo.Comments;
using GoNoGo.Comments.Moderation;
using GoNoGo.Testing;
using GoNoGo.Web.Tests.Admin;
using GoNoGo.Web.Tests.Api;
using GoNoGo.Web.Tests.Comments;

namespace GoNoGo.Web.Tests.Markup;

/// <summary>Every kind of page, as it leaves the server, before a checker that others have written.</summary>
public sealed class MarkupTests(StaffBlog blog) : IClassFixture<StaffBlog>
{
    private static readonly string[] Public =
    [
        "/", "/page/2/", "/posts/everything/", "/posts/arabic/", "/posts/post-1/", "/tags/", "/tags/green/", "/tags/green/page/2/",
        "/archive/", "/authors/ada-example/", "/about/", "/search", "/search?q=words", "/search?q=nothingatall", "/privacy",
        "/privacy-policy", "/privacy/check/", "/account/sign-in/", "/admin/sign-in/", "/admin/set-up/none/", "/mail/confirm/x",
        "/mail/leave/x", "/comments/x/", "/nowhere", "/api/",
    ];

    private static readonly string[] Staff =
    [
        "/admin/", "/admin/queue/", "/admin/comments/", "/admin/blocks/", "/admin/content/", "/admin/hosting/", "/admin/events/",
        "/admin/mails/", "/admin/mails/preview/reply/", "/admin/audit/", "/admin/people/", "/admin/requests/", "/admin/retention/",
        "/admin/consent-texts/", "/admin/settings/", "/admin/health/", "/admin/account/", "/admin/account/password/", "/admin/confirm/",
        "/admin/keys/",
    ];

    private readonly List<(string Name, string Text)> files = [];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_checker_of_the_W3C_finds_nothing_on_any_page_nor_in_any_style_sheet()
    {
        Assert.SkipWhen(HtmlChecker.IsMissing, HtmlChecker.Missing);
        await WriteAsync();
        var (answered, manage) = await CommentAsync();
        foreach (var path in Public)
        {
            await KeepAsync(blog.Reader, path);
        }

        await WriteCommentAsync();
        await ManageAsync(answered, manage);
        await KeepStylesAsync();
        using var commenter = await blog.NewCommenterAsync("ada@example.org");
        await KeepAsync(commenter, "/account/");
        await KeepStaffAsync(answered);

        var findings = await HtmlChecker.FindingsAsync(files, Cancelled);
        Assert.True(findings.Count == 0, string.Join('\n', findings));
    }

    [Fact]
    public async Task A_reader_of_feeds_that_others_have_written_reads_every_feed()
    {
        await WriteAsync();
        await blog.ApproveAsync((await blog.Reader.TakeCommentAsync("post-2", ApiClient.Comment("Some *words*"))).Id);
        (string Path, int Posts)[] feeds =
            [("/feed.xml", 11), ("/atom.xml", 11), ("/tags/green/feed.xml", 3), ("/posts/post-2/comments.atom", 1)];
        foreach (var (path, count) in feeds)
        {
            AssertRead(path, count, await blog.Reader.AskAsync(path));
        }
    }

    private static void AssertRead(string path, int count, ApiAnswer answer)
    {
        using var xml = XmlReader.Create(new StringReader(answer.Text));
        var feed = SyndicationFeed.Load(xml);
        Assert.Equal((path, count), (path, feed.Items.Count()));
        Assert.NotEmpty(feed.Title.Text);
        Assert.Contains(feed.Links, link => link.RelationshipType == "self" && link.Uri.AbsolutePath == path);
        Assert.All(feed.Items, item =>
        {
            Assert.NotEmpty(item.Title.Text);
            Assert.True(Uri.TryCreate(item.Id, UriKind.Absolute, out _), item.Id);
            Assert.InRange(item.PublishDate.Year, 2025, 2026); // It throws at a date that is none.
            Assert.True(Assert.Single(item.Links).Uri.IsAbsoluteUri);
        });
    }

    private async Task WriteAsync()
    {
        if ((await blog.Reader.AskAsync("/posts/everything/")).Status is HttpStatusCode.OK)
        {
            return; // The other test has written it.
        }

        blog.Content
            .Write("site.yaml", "title: The garden\nauthor: Ada Example\nposts_per_page: 2\ncolors:\n  light:\n    accent: \"#17616a\"\n")
            .Write("content/pages/about.md", "---\ntitle: About\n---\nWho writes here.\n")
            .WriteGallery()
            .WritePost("part-1", "Part 1", "Words.", "2026-01-06", "tags: [green]\nseries: Parts\n")
            .WritePost("part-2", "Part 2", "Words.", "2026-01-07", "tags: [green]\nseries: Parts\n")
            .Commit();
        await Eventually.HoldsAsync(
            "the posts appeared",
            async () =>
            {
                // What watches the repository waits by this clock.
                blog.Time.Advance(TimeSpan.FromMilliseconds(100));
                return (await blog.Reader.AskAsync("/posts/everything/")).Status is HttpStatusCode.OK;
            },
            Cancelled);
    }

    /// <summary>A comment with an answer and a report, one that waits and one whose sender is blocked.</summary>
    private async Task<(Guid Answered, string Manage)> CommentAsync()
    {
        var (answered, manage) = await blog.Reader.TakeCommentAsync("everything", ApiClient.Comment("Some *words*, `code`\n\n> quoted"));
        await blog.ApproveAsync(answered);
        var answer = ApiClient.Comment("An answer");
        answer["parent_id"] = answered;
        answer["author_name"] = "Grace <b>";
        await blog.ApproveAsync((await blog.Reader.TakeCommentAsync("everything", answer)).Id);
        await blog.Reader.TakeCommentAsync("everything", ApiClient.Comment("This one waits"));
        var blocked = ApiClient.Comment("Blocked");
        blocked["author_email"] = "mallory@example.org";
        await blog.BlockAsync((await blog.Reader.TakeCommentAsync("everything", blocked)).Id);
        await blog.Reader.PostFormAsync(
            $"/posts/everything/comments/{answered}/report", [new("reason", "insult"), new("text", "It is rude.")]);
        return (answered, new Uri(manage).AbsolutePath);
    }

    private async Task WriteCommentAsync()
    {
        var post = await KeepAsync(blog.Reader, "/posts/everything/?reply=none");
        Keep("preview", await blog.Reader.PressAsync(post.Page, "preview", ("content", "Some *words*"), ("gdpr_consent", "true")));
        Keep("refused", await blog.Reader.PressAsync(post.Page, "preview"));
    }

    private async Task ManageAsync(Guid answered, string manage)
    {
        await KeepAsync(blog.Reader, $"/posts/everything/?reply={answered}");
        await KeepAsync(blog.Reader, $"/posts/everything/comments/{answered}/report");
        var own = await KeepAsync(blog.Reader, manage);
        Keep("change-refused", await blog.Reader.PressAsync(own.Page, "edit", ("content", " ")));
        Keep("erase-asked", await blog.Reader.PressAsync(own.Page, "erase"));
        var data = await KeepAsync(blog.Reader, manage.Replace("/comments/", "/privacy/comment/", StringComparison.Ordinal));
        Keep("objected", await blog.Reader.PressAsync(data.Page, "object", ("text", "Leave me out.")));
        var (refused, link) = await blog.Reader.TakeCommentAsync("post-1", ApiClient.Comment("Not about gardens"));
        await blog.DecideAsync(refused, new NewDecision(ModerationStatus.Rejected, RefusalReason.OffTopic));
        var appealing = await KeepAsync(blog.Reader, link);
        Keep("appeal-refused", await blog.Reader.PressAsync(appealing.Page, "appeal", ("appeal", " ")));
    }

    private async Task KeepStylesAsync()
    {
        using var admin = await blog.NewPersonAsync(StaffRoles.Administrator);
        foreach (var (browser, path) in new[] { (blog.Reader, "/"), (admin, "/admin/") })
        {
            var page = await browser.OpenAsync(path);
            foreach (var element in page.Page.QuerySelectorAll("link[rel=stylesheet], link[rel=icon]"))
            {
                var link = element.GetAttribute("href")!; // It links to something.
                files.Add((NameOf(link, Path.GetExtension(link)), (await browser.AskAsync(link)).Text));
            }
        }
    }

    private async Task KeepStaffAsync(Guid comment)
    {
        using var person = await blog.NewPersonAsync(StaffRoles.Administrator);
        foreach (var path in Staff)
        {
            await KeepAsync(person, path);
        }

        await KeepAsync(person, $"/admin/comments/{comment}/");
        var requests = await person.OpenAsync("/admin/requests/");
        await KeepAsync(person, requests.Page.QuerySelector("main a[href^='/admin/requests/']")!.GetAttribute("href")!); // One was sent.
        Keep("invited", await person.PostFormAsync("/admin/people/", [new("handle", "guest"), new("roles", "author")]));
        Keep("draft-link", await person.PostFormAsync("/admin/content/draft-link/", [new("slug", "draft")]));
        Keep("token", await person.PostFormAsync(
            "/admin/account/tokens/", [new("name", "a program"), new("permissions", "moderate_comments"), new("days", "7")]));
    }

    private async Task<FormAnswer> KeepAsync(HttpClient browser, string path)
    {
        var page = await browser.OpenAsync(path);
        Keep(path, page);
        return page;
    }

    private void Keep(string name, FormAnswer page)
    {
        var isPage = page.Answer.Header("Content-Type")?.StartsWith("text/html", StringComparison.Ordinal) is true;
        Assert.True(isPage, $"{name}: {page.Answer.Status}");
        files.Add((NameOf(name, ".html"), page.Answer.Text));
    }

    private string NameOf(string path, string ending) =>
        string.Concat($"{files.Count:D2}{path}".Select(one => char.IsAsciiLetterOrDigit(one) ? one : '_').Take(60)) + ending;
}
