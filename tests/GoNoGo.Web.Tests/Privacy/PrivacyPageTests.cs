using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using GoNoGo.Comments.Moderation;
using GoNoGo.Testing;
using GoNoGo.Web.Tests.Api;
using GoNoGo.Web.Tests.Comments;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Web.Tests.Privacy;

/// <summary><c>/privacy</c>: alone, at once, without an account, and without telling anybody else what is held.</summary>
public sealed partial class PrivacyPageTests(PrivacyPageTests.MailingBlog blog) : IClassFixture<PrivacyPageTests.MailingBlog>
{
    [Fact]
    public async Task A_mailed_link_opens_all_that_is_held_once_and_lets_it_be_taken_and_erased()
    {
        var (_, manage) = await SendAsync("ada@example.org", "marked-one-2201", notify: true);
        await SendAsync("ada@example.org", "marked-two-2202", notify: false);
        await AskAsync("ada@example.org");
        var link = await MailedLinkAsync("ada@example.org");

        var open = await blog.Reader.OpenAsync(link);
        Assert.NotNull(open.Page.QuerySelector("form[method=post] button"));
        var data = await blog.Reader.FollowAsync(await blog.Reader.PostFormAsync(link, []));
        data.AssertPrivate();
        Assert.Contains("marked-one-2201", data.Answer.Text, StringComparison.Ordinal);
        Assert.Contains("marked-two-2202", data.Answer.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await blog.Reader.PostFormAsync(link, [])).Answer.Status);

        var action = data.Page.QuerySelector("form")!.GetAttribute("action")!;
        Assert.Contains("ada@example.org", await ZipTextAsync(action), StringComparison.Ordinal);
        var asked = await blog.Reader.PressAsync(data.Page, "erase");
        var erased = await blog.Reader.PressAsync(asked.Page, "erase-confirmed");
        erased.AssertPrivate();
        var certificate = erased.Page.QuerySelector("pre")!.TextContent;
        var check = await blog.Reader.PostFormAsync("/privacy/check/", [new("document", certificate)]);
        Assert.Contains("given out here and is unchanged", check.Answer.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await blog.Reader.OpenAsync(manage)).Answer.Status);
        Assert.Contains("<summary>comments", data.Answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<summary>comments", (await blog.Reader.OpenAsync(action)).Answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_link_of_a_comment_opens_that_comment_and_nothing_else_under_the_same_address()
    {
        await SendAsync("shared@example.org", "marked-victim-2203", notify: true);
        var (_, manage) = await SendAsync("shared@example.org", "marked-own-2204", notify: false);
        var page = await blog.Reader.OpenAsync(manage);
        var address = page.Page.QuerySelector("a[href^='/privacy/comment/']")!.GetAttribute("href")!;

        var data = await blog.Reader.OpenAsync(address);

        data.AssertPrivate();
        Assert.Contains("marked-own-2204", data.Answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("marked-victim-2203", data.Answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("shared@example.org", data.Answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("shared@example.org", await ZipTextAsync(address), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_comment_is_corrected_hidden_and_objected_to_from_its_page()
    {
        var (id, manage) = await SendAsync("", "marked-own-2205", notify: false);
        await blog.ApproveAsync(id);
        var address = manage.Replace("/comments/", "/privacy/comment/", StringComparison.Ordinal);
        var data = await blog.Reader.OpenAsync(address);

        var wrong = await blog.Reader.PressAsync(data.Page, "rectify", ("content", " "), ("text", "It is wrong."));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Answer.Status);
        var asked = await blog.Reader.PressAsync(data.Page, "rectify", ("content", "Better."), ("text", "It is wrong."));
        Assert.Contains("rectification", asked.Answer.Text, StringComparison.Ordinal);
        Assert.Contains("marked-own-2205", (await blog.Reader.OpenAsync("/posts/hello/")).Answer.Text, StringComparison.Ordinal);

        await blog.Reader.PressAsync(data.Page, "restrict", ("text", "I dispute it."));
        Assert.DoesNotContain("marked-own-2205", (await blog.Reader.OpenAsync("/posts/hello/")).Answer.Text, StringComparison.Ordinal);
        var again = await blog.Reader.PressAsync(data.Page, "restrict", ("text", "I dispute it."));
        Assert.Equal(HttpStatusCode.Conflict, again.Answer.Status);
        Assert.Equal(HttpStatusCode.OK, (await blog.Reader.PressAsync(data.Page, "object", ("text", "Leave me."))).Answer.Status);
    }

    [Fact]
    public async Task A_refused_comment_leads_from_the_data_held_about_it_to_its_appeal_once()
    {
        var (id, manage) = await SendAsync("", "marked-refused-2209", notify: false);
        var address = manage.Replace("/comments/", "/privacy/comment/", StringComparison.Ordinal);
        Assert.Null((await blog.Reader.OpenAsync(address)).Page.QuerySelector("#appeal"));
        await using (var scope = blog.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<ModerationService>().RejectAsync(
                id, reason: null, ModeratorIdentity.Operator, TestContext.Current.CancellationToken);
        }

        var link = (await blog.Reader.OpenAsync(address)).Page.QuerySelector("section[aria-labelledby=appeal] a")!.GetAttribute("href")!;
        var own = await blog.Reader.OpenAsync(link);
        await blog.Reader.PressAsync(own.Page, "appeal", ("appeal", "I was polite."));

        Assert.Equal(new Uri(manage).AbsolutePath, link);
        Assert.Null((await blog.Reader.OpenAsync(address)).Page.QuerySelector("#appeal"));
    }

    [Fact]
    public async Task Who_forbids_mail_gets_no_more_whoever_gives_the_address()
    {
        await SendAsync("never@example.org", "marked-2206", notify: false);
        await AskAsync("never@example.org");
        var data = await blog.Reader.FollowAsync(await blog.Reader.PostFormAsync(await MailedLinkAsync("never@example.org"), []));
        var forbidden = await blog.Reader.PressAsync(data.Page, "forbid-mail");
        Assert.NotNull(forbidden.Page.QuerySelector("button[value=allow-mail]"));
        var before = blog.MailsTo("never@example.org").Count;

        await SendAsync("never@example.org", "marked-2207", notify: true);
        await SendAsync("other@example.org", "marked-2208", notify: true);
        await blog.HasMailAsync("other@example.org");

        Assert.Equal(before, blog.MailsTo("never@example.org").Count);
        await blog.Reader.PressAsync(forbidden.Page, "allow-mail");
    }

    [Theory]
    [InlineData("/privacy/open/")]
    [InlineData("/privacy/person/")]
    [InlineData("/privacy/comment/")]
    public async Task Expired_used_foreign_and_cut_links_answer_with_one_page_that_tells_nothing(string path)
    {
        string[] tokens = ["AAAAAAAAAAAAAAAAAAAAAA", "x", new string('A', 200), "..%2f..", new string('A', 54)];
        var answers = new List<string>();
        foreach (var token in tokens)
        {
            var answer = await blog.Reader.OpenAsync($"{path}{token}/");
            Assert.Equal(HttpStatusCode.NotFound, answer.Answer.Status);
            answer.AssertPrivate();
            answers.Add(answer.Answer.Text);
        }

        Assert.Single(answers.Distinct());
    }

    [Fact]
    public async Task A_word_that_is_no_address_is_refused_and_another_site_cannot_ask()
    {
        var wrong = await blog.Reader.PostFormAsync("/privacy", [new("email", "nobody")]);
        var foreign = await blog.Reader.PostFormAsync("/privacy", [new("email", "a@example.org")], ("Origin", "https://evil.example"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Answer.Status);
        Assert.Equal("nobody", wrong.ValueOf("email"));
        Assert.Equal(HttpStatusCode.Forbidden, foreign.Answer.Status);
    }

    [Fact]
    public async Task A_receipt_is_checked_as_it_was_answered_and_nothing_else_passes()
    {
        var answer = await blog.Reader.SendCommentAsync("hello", ApiClient.Comment());
        var good = await blog.Reader.PostFormAsync("/privacy/check/", [new("document", answer.Text)]);
        Assert.Contains("given out here and is unchanged", good.Answer.Text, StringComparison.Ordinal);

        var changed = answer.Text.Replace("publish_comment", "notify_by_email", StringComparison.Ordinal);
        string[] others = ["", "{}", "[1]", "null", changed, "<x>"];
        foreach (var other in others)
        {
            var bad = await blog.Reader.PostFormAsync("/privacy/check/", [new("document", other)]);
            Assert.Contains("was not given out here", bad.Answer.Text, StringComparison.Ordinal);
        }
    }

    private async Task AskAsync(string email)
    {
        var asked = await blog.Reader.PostFormAsync("/privacy", [new("email", email)]);
        Assert.Equal(HttpStatusCode.OK, asked.Answer.Status);
        asked.Answer.AssertSafe();
    }

    private async Task<string> MailedLinkAsync(string email)
    {
        string? link = null;
        await Eventually.HoldsAsync(
            "the link was mailed",
            () =>
            {
                link = blog.MailsTo(email).Select(text => Link().Match(text)).FirstOrDefault(match => match.Success)?.Value;
                return Task.FromResult(link is not null);
            },
            TestContext.Current.CancellationToken);
        return link!;
    }

    private async Task<(Guid Id, string ManagePath)> SendAsync(string email, string text, bool notify)
    {
        var comment = ApiClient.Comment(text);
        if (email.Length > 0)
        {
            comment["author_email"] = email;
            comment["notify_replies"] = notify;
        }

        var (id, manage) = await blog.Reader.TakeCommentAsync("hello", comment);
        return (id, new Uri(manage).AbsolutePath);
    }

    private async Task<string> ZipTextAsync(string action)
    {
        using var form = new FormUrlEncodedContent([new("step", "export")]);
        using var response = await blog.Reader.PostAsync(action, form, TestContext.Current.CancellationToken);
        Assert.Equal("application/zip", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        await using var zip = await ZipArchive.CreateAsync(
            await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken),
            ZipArchiveMode.Read,
            leaveOpen: false,
            entryNameEncoding: null,
            TestContext.Current.CancellationToken);
        using var reader = new StreamReader(await zip.GetEntry("my-data.json")!.OpenAsync(TestContext.Current.CancellationToken));
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    [GeneratedRegex("/privacy/open/[A-Za-z0-9_-]{22}/", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();

    /// <summary>A blog whose mails lie in a folder.</summary>
    public sealed class MailingBlog : CommentedBlog
    {
        /// <summary>The mails to an address that lie there, as text with soft line breaks joined.</summary>
        public IReadOnlyList<string> MailsTo(string address) => !Directory.Exists(Path.Combine(DataPath, "mail"))
            ? []
            : [.. Directory.GetFiles(Path.Combine(DataPath, "mail"), "*.eml").Select(Read)
                .Where(text => text.Contains($"To: {address}", StringComparison.Ordinal))];

        public Task HasMailAsync(string address) => Eventually.HoldsAsync(
            $"{address} got a mail", () => Task.FromResult(MailsTo(address).Count > 0), TestContext.Current.CancellationToken);

        protected override void WriteContent(ContentRepositoryBuilder content)
        {
            base.WriteContent(content);
            content.WritePost("hello", "Hello", "A first post.");
        }

        private static string Read(string file)
        {
            try
            {
                return File.ReadAllText(file).Replace("=\r\n", "", StringComparison.Ordinal).Replace("=\n", "", StringComparison.Ordinal);
            }
            catch (IOException)
            {
                return ""; // Not there yet.
            }
        }
    }
}
