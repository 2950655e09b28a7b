using System.Net;
using System.Text.Json;
using AngleSharp.Html.Dom;
using GoNoGo.Accounts.Commenters;
using GoNoGo.Accounts.Users;
using GoNoGo.Comments;
using GoNoGo.Comments.Moderation;
using GoNoGo.Web.Tests.Admin;
using GoNoGo.Web.Tests.Api;

namespace GoNoGo.Web.Tests.Comments;

/// <summary>Commenters sign in by a mailed link, and see and choose what is theirs; everybody else gets the pages as before.</summary>
public sealed class CommenterTests(StaffBlog blog) : IClassFixture<StaffBlog>
{
    private const string Account = "/account/";
    private const string SignIn = "/account/sign-in/";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_link_shows_a_page_and_signs_in_once_when_its_button_is_pressed()
    {
        await CommentAsync("once@example.org");
        using var browser = blog.NewBrowser();
        var link = await AskAsync("once@example.org");

        Assert.Null((await browser.GetAsync(link, Cancelled)).SessionOf());
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(link, Cancelled)).StatusCode);
        var entered = await browser.PostAsync(link);
        Assert.Equal(Account, entered.Headers.Location?.OriginalString);
        using var signedIn = blog.NewBrowser(entered.SessionOf());
        Assert.Equal(HttpStatusCode.OK, (await signedIn.GetAsync(Account, Cancelled)).StatusCode);

        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(link, Cancelled)).StatusCode);
        var second = await browser.PostAsync(link);
        Assert.Equal((HttpStatusCode.NotFound, null), (second.StatusCode, second.SessionOf()));
    }

    [Fact]
    public async Task A_link_is_over_after_a_quarter_of_an_hour()
    {
        await CommentAsync("late@example.org");
        using var browser = blog.NewBrowser();
        var link = await AskAsync("late@example.org");

        blog.Time.Advance(CommenterSignIns.Lifetime);

        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(link, Cancelled)).StatusCode);
        var tried = await browser.PostAsync(link);
        Assert.Equal((HttpStatusCode.NotFound, null), (tried.StatusCode, tried.SessionOf()));
    }

    [Fact]
    public async Task Who_is_known_shows_in_no_answer_and_only_who_has_commented_gets_a_mail()
    {
        await CommentAsync("known@example.org");
        using var browser = blog.NewBrowser();

        var known = await (await browser.PostAsync(SignIn, ("email", "known@example.org"))).Content.ReadAsStringAsync(Cancelled);
        Assert.NotNull(await blog.FindSignInAsync());
        blog.Time.Advance(TimeSpan.FromSeconds(1));
        var unknown = await (await browser.PostAsync(SignIn, ("email", "unknown@example.org"))).Content.ReadAsStringAsync(Cancelled);

        Assert.Equal(known, unknown);
        Assert.Null(await blog.FindSignInAsync());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.PostAsync(SignIn, ("email", "nonsense"))).StatusCode);
    }

    [Fact]
    public async Task A_commenter_has_no_permission_and_their_cookie_is_worth_nothing_after_signing_out()
    {
        await CommentAsync("out@example.org");
        var secret = await EnterAsync("out@example.org");
        using var browser = blog.NewBrowser(secret);

        Assert.Equal(HttpStatusCode.SeeOther, (await browser.GetAsync("/admin/", Cancelled)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/api/v1/moderation/queue", Cancelled)).StatusCode);
        using var elsewhere = blog.NewBrowser(secret, fetchSite: "cross-site");
        Assert.Equal(HttpStatusCode.Forbidden, (await elsewhere.PostAsync("/account/sign-out/")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(Account, Cancelled)).StatusCode);

        await browser.PostAsync("/account/sign-out/");

        Assert.Equal(SignIn, (await browser.GetAsync(Account, Cancelled)).Headers.Location?.OriginalString);
        using var staff = await blog.NewPersonAsync(StaffRoles.Administrator);
        Assert.Equal(SignIn, (await staff.GetAsync(Account, Cancelled)).Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Their_page_shows_their_comments_with_standing_reason_and_link_and_nobody_elses()
    {
        var own = await CommentAsync("author@example.org", "My own words");
        await CommentAsync("other@example.org", "Words of another");
        await blog.DecideAsync(own.Id, new NewDecision(ModerationStatus.Rejected, RefusalReason.OffTopic));
        using var browser = blog.NewBrowser(await EnterAsync("author@example.org"));
        var answer = await browser.GetAsync(Account, Cancelled);
        var page = await answer.PageOfAsync();
        var text = page.Body!.TextContent;

        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.Contains("My own words", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Words of another", text, StringComparison.Ordinal);
        Assert.Contains("It was not published. " + ReasonWords.In(RefusalReason.OffTopic, "en"), text, StringComparison.Ordinal);
        Assert.Contains(Reputation.Explanation, text, StringComparison.Ordinal);
        Assert.Contains(page.QuerySelectorAll("a"), link => link.GetAttribute("href") == own.ManageUrl);
        Assert.Contains(page.QuerySelectorAll("a"), link => link.GetAttribute("href") == "/privacy");
    }

    [Fact]
    public async Task What_they_choose_is_kept_and_the_name_stands_at_their_next_comment()
    {
        await CommentAsync("chooser@example.org", notify: true);
        using var browser = blog.NewBrowser(await EnterAsync("chooser@example.org"));

        var chosen = await browser.PostAsync("/account/choice/", ("display_name", "Ada L."), ("language", "de"), ("answers", "true"));
        Assert.Equal("/account/?done=chosen", chosen.Headers.Location?.OriginalString);

        var page = await (await browser.GetAsync(Account, Cancelled)).PageOfAsync();
        Assert.Equal("Ada L.", ((IHtmlInputElement)page.GetElementById("field-display_name")!).Value); // The page has it.
        Assert.Equal("de", ((IHtmlSelectElement)page.GetElementById("field-language")!).Value); // The page has it.
        Assert.True(((IHtmlInputElement)page.GetElementById("field-answers")!).IsChecked); // There is an address.
        Assert.False(((IHtmlInputElement)page.GetElementById("field-decisions")!).IsChecked); // There is an address.

        var (id, _) = await browser.TakeCommentAsync("post-1", ApiClient.Comment("Signed in"));
        var stored = (await blog.StoredAsync("post-1")).Single(comment => comment.Id == id);
        var first = (await blog.StoredAsync("post-1")).First(comment => comment.SubjectId == stored.SubjectId && comment.Id != id);
        Assert.Equal(("Ada L.", true), (stored.AuthorName, stored.IsVerified));
        Assert.False(first.IsVerified);
    }

    [Fact]
    public async Task A_comment_of_who_is_signed_in_is_theirs_whatever_address_is_typed_and_not_sent_by_another_site()
    {
        await CommentAsync("mine@example.org");
        var secret = await EnterAsync("mine@example.org");
        using var browser = blog.NewBrowser(secret);
        var comment = ApiClient.Comment("Under another's address");
        comment["author_email"] = "victim@example.org";

        var (id, _) = await browser.TakeCommentAsync("post-1", comment);
        var page = await (await browser.GetAsync(Account, Cancelled)).PageOfAsync();
        Assert.Contains("Under another's address", page.Body!.TextContent.Replace('’', '\''), StringComparison.Ordinal);
        Assert.True((await blog.StoredAsync("post-1")).Single(stored => stored.Id == id).IsVerified);

        using var elsewhere = blog.NewBrowser(secret, fetchSite: "cross-site");
        Assert.Equal(HttpStatusCode.Forbidden, (await elsewhere.SendCommentAsync("post-1", ApiClient.Comment("Forged"))).Status);
    }

    [Fact]
    public async Task Scores_show_to_who_is_signed_in_alone_and_readers_get_the_same_bytes_as_before()
    {
        var own = await CommentAsync("score@example.org", "A scored comment");
        await blog.DecideAsync(own.Id, new NewDecision(ModerationStatus.Approved));
        using var browser = blog.NewBrowser(await EnterAsync("score@example.org"));
        using var nobody = blog.NewBrowser();

        foreach (var path in new[] { "/api/v1/posts/post-1", "/api/v1/posts/post-1/comments" })
        {
            var signedIn = await browser.GetAsync(path, Cancelled);
            Assert.True(signedIn.Headers.CacheControl?.NoStore);
            Assert.Contains("\"reputation_score\":", await signedIn.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
            var open = await nobody.GetAsync(path, Cancelled);
            Assert.False(open.Headers.CacheControl?.NoStore is true);
            Assert.DoesNotContain("reputation_score", await open.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
        }

        var (mine, others) = (await browser.GetAsync("/posts/post-1/", Cancelled), await nobody.GetAsync("/posts/post-1/", Cancelled));
        Assert.Equal(await others.Content.ReadAsByteArrayAsync(Cancelled), await mine.Content.ReadAsByteArrayAsync(Cancelled));
        Assert.False(mine.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Who_is_blocked_by_their_address_may_not_comment_signed_in_either()
    {
        var own = await CommentAsync("blocked@example.org");
        using var browser = blog.NewBrowser(await EnterAsync("blocked@example.org"));
        Assert.Equal((true, true), await MayCommentAsync(browser));

        await blog.BlockAsync(own.Id);

        Assert.Equal((false, false), await MayCommentAsync(browser));
        Assert.Equal((true, true), await MayCommentAsync(blog.Reader));
        var comment = ApiClient.Comment("Under another address");
        comment["author_email"] = "fresh@example.org";
        (await browser.SendCommentAsync("post-1", comment)).AssertProblem(HttpStatusCode.Forbidden, "sender_blocked");
    }

    [Fact]
    public async Task Who_is_blocked_by_their_network_is_told_so_before_they_write()
    {
        await CommentAsync("here@example.org");
        using var browser = blog.NewBrowser(await EnterAsync("here@example.org"));
        var (elsewhere, _) = await CommentAsync("there@example.org"); // From the same network.
        Assert.Equal((true, true), await MayCommentAsync(browser));

        var block = await blog.BlockAsync(elsewhere, BlockKind.Network);

        Assert.Equal((false, false), await MayCommentAsync(browser));
        await blog.LiftAsync(block);
        Assert.Equal((true, true), await MayCommentAsync(browser));
    }

    [Fact]
    public async Task Administrators_see_where_commenters_are_signed_in_by_their_handle_and_end_it()
    {
        await CommentAsync("watched@example.org");
        using var commenter = blog.NewBrowser(await EnterAsync("watched@example.org"));
        using var administrator = await blog.NewPersonAsync(StaffRoles.Administrator);

        var page = await (await administrator.GetAsync("/admin/people/", Cancelled)).PageOfAsync();
        var table = page.QuerySelector("section[aria-labelledby=commenters]")!; // The page has it.
        Assert.DoesNotContain("watched@", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        foreach (var form in table.QuerySelectorAll("form"))
        {
            await administrator.PostAsync(form.GetAttribute("action")!); // Forms have one.
        }

        Assert.NotEmpty(table.QuerySelectorAll("form"));
        Assert.Equal(SignIn, (await commenter.GetAsync(Account, Cancelled)).Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task A_session_is_listed_and_ended_from_another_one_and_ends_with_the_last_comment()
    {
        var own = await CommentAsync("two@example.org");
        var (first, second) = (await EnterAsync("two@example.org"), await EnterAsync("two@example.org"));
        using var here = blog.NewBrowser(second);
        using var there = blog.NewBrowser(first);

        var page = await (await here.GetAsync(Account, Cancelled)).PageOfAsync();
        var end = Assert.Single(page.QuerySelectorAll("form[action^='/account/sessions/']")).GetAttribute("action")!; // Forms have one.
        await here.PostAsync(end);
        Assert.Equal(HttpStatusCode.SeeOther, (await there.GetAsync(Account, Cancelled)).StatusCode);

        await here.PostAsync(own.ManageUrl, ("step", "erase-confirmed"));
        Assert.Equal(HttpStatusCode.SeeOther, (await here.GetAsync(Account, Cancelled)).StatusCode);
    }

    private static async Task<(bool, bool)> MayCommentAsync(HttpClient browser)
    {
        using var view = JsonDocument.Parse(await browser.GetStringAsync("/api/v1/posts/post-1", Cancelled));
        var permissions = view.RootElement.GetProperty("permissions");
        return (permissions.GetProperty("can_comment").GetBoolean(), permissions.GetProperty("can_reply").GetBoolean());
    }

    private async Task<(Guid Id, string ManageUrl)> CommentAsync(string email, string content = "A thought.", bool notify = false)
    {
        var comment = ApiClient.Comment(content);
        comment["author_email"] = email;
        comment["notify_replies"] = notify;
        return await blog.Reader.TakeCommentAsync("post-1", comment);
    }

    private async Task<string> AskAsync(string email)
    {
        blog.Time.Advance(TimeSpan.FromSeconds(1));
        using var browser = blog.NewBrowser();
        await browser.PostAsync(SignIn, ("email", email));
        return (await blog.FindSignInAsync())!.Path; // Who has commented gets one.
    }

    private async Task<string> EnterAsync(string email)
    {
        using var browser = blog.NewBrowser();
        return (await browser.PostAsync(await AskAsync(email))).SessionOf()!; // A good link sets one.
    }
}
