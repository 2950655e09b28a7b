using System.Net;
using GoNoGo.Testing;
using GoNoGo.Web.Limits;
using GoNoGo.Web.Tests.Admin;
using GoNoGo.Web.Tests.Api;
using GoNoGo.Web.Tests.Comments;

namespace GoNoGo.Web.Tests.Limits;

/// <summary>Who asks or writes too much waits, is told for how long, and loses nothing of what they typed.</summary>
public sealed class LimitTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_fourth_comment_within_five_minutes_waits()
    {
        await using var blog = await LimitedBlog.StartAsync();
        var first = await blog.Reader.SendCommentAsync("post-1", ApiClient.Comment());
        await blog.Reader.TakeCommentAsync("post-1", ApiClient.Comment());
        await blog.Reader.TakeCommentAsync("post-1", ApiClient.Comment());
        blog.Time.Advance(TimeSpan.FromSeconds(100));

        var fourth = await blog.Reader.SendCommentAsync("post-1", ApiClient.Comment());
        var reading = await blog.Reader.AskAsync("/posts/post-1/");
        blog.Time.Advance(TimeSpan.FromSeconds(200));

        Assert.Equal(("\"comment\";q=3;w=300", "\"comment\";r=2;t=300"), (first.Header("RateLimit-Policy"), first.Header("RateLimit")));
        fourth.AssertProblem(HttpStatusCode.TooManyRequests, "too_many_requests");
        Assert.Equal("200", fourth.Header("Retry-After"));
        Assert.Equal("\"comment\";r=0;t=200", fourth.Header("RateLimit"));
        Assert.Equal(HttpStatusCode.OK, reading.Status);
        Assert.Null(reading.Header("RateLimit"));
        await blog.Reader.TakeCommentAsync("post-1", ApiClient.Comment());
    }

    [Fact]
    public async Task Of_many_comments_at_once_no_more_than_the_limit_are_taken()
    {
        await using var blog = await LimitedBlog.StartAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(number =>
            blog.Reader.SendCommentAsync("post-1", ApiClient.Comment($"At once, {number}"))));

        Assert.Equal(3, answers.Count(answer => answer.Status is HttpStatusCode.Created));
        Assert.All(answers.Where(answer => answer.Status is not HttpStatusCode.Created), answer =>
        {
            answer.AssertProblem(HttpStatusCode.TooManyRequests, "too_many_requests");
            Assert.Equal(("300", "\"comment\";r=0;t=300"), (answer.Header("Retry-After"), answer.Header("RateLimit")));
        });
    }

    [Fact]
    public async Task What_is_refused_or_repeated_takes_no_place()
    {
        await using var blog = await LimitedBlog.StartAsync();
        for (var time = 0; time < 5; time++)
        {
            (await blog.Reader.SendCommentAsync("post-1", ApiClient.Comment(""))).AssertProblem(HttpStatusCode.UnprocessableEntity);
            Assert.Equal(HttpStatusCode.Created, (await blog.Reader.SendCommentAsync("post-1", ApiClient.Comment(), "one-key")).Status);
        }

        await blog.Reader.TakeCommentAsync("post-1", ApiClient.Comment());
        await blog.Reader.TakeCommentAsync("post-1", ApiClient.Comment());
        Assert.Equal(HttpStatusCode.TooManyRequests, (await blog.Reader.SendCommentAsync("post-1", ApiClient.Comment())).Status);
    }

    [Fact]
    public async Task The_form_that_comes_too_often_comes_back_with_what_was_typed()
    {
        await using var blog = await LimitedBlog.StartAsync();
        for (var time = 0; time < 3; time++)
        {
            await blog.Reader.TakeCommentAsync("post-1", ApiClient.Comment());
        }

        var shown = await blog.Reader.PressAsync(await blog.ReadPageAsync("/posts/post-1/"), "preview", ("content", "A long thought."));
        blog.Time.Advance(TimeSpan.FromSeconds(20));
        var sent = await blog.Reader.PressAsync(shown.Page, "send", ("gdpr_consent", "true"), ("author_name", "Ada"));
        blog.Time.Advance(TimeSpan.FromMinutes(5));
        var again = await blog.Reader.PressAsync(sent.Page, "send");

        Assert.Equal(HttpStatusCode.TooManyRequests, sent.Answer.Status);
        Assert.Equal("280", sent.Answer.Header("Retry-After"));
        Assert.Equal(("A long thought.", "Ada"), (sent.ValueOf("content"), sent.ValueOf("author_name")));
        Assert.Contains("wait a little", sent.Page.Body?.TextContent, StringComparison.Ordinal);
        sent.AssertPrivate();
        Assert.Equal(HttpStatusCode.SeeOther, again.Answer.Status);
    }

    [Fact]
    public async Task The_sixth_sign_in_that_fails_within_fifteen_minutes_waits()
    {
        await using var blog = await LimitedBlog.StartAsync();
        using var browser = blog.NewReader();
        browser.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        for (var time = 0; time < 5; time++)
        {
            using var wrong = await browser.PostAsync("/admin/sign-in/", ("handle", "ada"), ("password", "wrong"), ("code", "000000"));
            Assert.NotEqual(HttpStatusCode.TooManyRequests, wrong.StatusCode);
        }

        using var sixth = await browser.PostAsync("/admin/sign-in/", ("handle", "ben"), ("password", "wrong"), ("code", "000000"));
        blog.Time.Advance(TimeSpan.FromMinutes(15));
        using var later = await browser.PostAsync("/admin/sign-in/", ("handle", "ben"), ("password", "wrong"), ("code", "000000"));

        Assert.Equal(HttpStatusCode.TooManyRequests, sixth.StatusCode);
        Assert.Equal("900", Assert.Single(sixth.Headers.GetValues("Retry-After")));
        Assert.Contains("too often", (await sixth.PageOfAsync()).Body?.TextContent, StringComparison.Ordinal);
        Assert.NotEqual(HttpStatusCode.TooManyRequests, later.StatusCode);
    }

    [Fact]
    public async Task What_no_endpoint_has_seen_takes_no_place_and_the_answer_shows_it()
    {
        await using var blog = await LimitedBlog.StartAsync();
        await blog.Reader.TakeCommentAsync("post-1", ApiClient.Comment());
        await blog.Reader.TakeCommentAsync("post-1", ApiClient.Comment());

        var unread = await blog.Reader.SendCommentAsync("post-1", "[");
        var otherType = await blog.Reader.SendCommentAsync("post-1", "a=b", contentType: "text/plain");
        var empty = await blog.Reader.SendCommentAsync("post-1", ApiClient.Comment(""));
        var third = await blog.Reader.SendCommentAsync("post-1", ApiClient.Comment());

        unread.AssertProblem(HttpStatusCode.BadRequest, "not_json");
        otherType.AssertProblem(HttpStatusCode.UnsupportedMediaType, "unsupported_media_type");
        empty.AssertProblem(HttpStatusCode.UnprocessableEntity);
        Assert.All([unread, otherType, empty], answer => Assert.Equal("\"comment\";r=1;t=300", answer.Header("RateLimit")));
        Assert.Equal((HttpStatusCode.Created, "\"comment\";r=0;t=300"), (third.Status, third.Header("RateLimit")));
        Assert.Equal(HttpStatusCode.TooManyRequests, (await blog.Reader.SendCommentAsync("post-1", ApiClient.Comment())).Status);
    }

    [Theory]
    [InlineData("/admin/sign-in/", 5)]
    [InlineData("/admin/sign-in/passkey/", 5)]
    [InlineData("/admin/sign-in/passkey/options/", 50)]
    public async Task Another_site_uses_up_nobodys_places(string path, int places)
    {
        await using var blog = await LimitedBlog.StartAsync();
        using var lured = blog.NewReader();
        lured.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");
        using var own = blog.NewReader();
        own.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");

        for (var time = 0; time <= places; time++)
        {
            using var refused = await lured.PostAsync(path, ("handle", "ada"), ("password", "wrong"), ("code", "000000"));
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        }

        using var mine = await own.PostAsync(path, ("handle", "ada"), ("password", "wrong"), ("code", "000000"));
        Assert.NotEqual(HttpStatusCode.TooManyRequests, mine.StatusCode);
    }

    [Theory]
    [InlineData("/privacy")]
    [InlineData("/account/sign-in/")]
    public async Task The_sixth_link_that_is_asked_for_by_mail_waits_and_the_address_stays_typed(string path)
    {
        await using var blog = await LimitedBlog.StartAsync();
        for (var time = 0; time < 5; time++)
        {
            Assert.Equal(HttpStatusCode.OK, (await blog.Reader.PostFormAsync(path, Address($"ada{time}@example.org"))).Answer.Status);
        }

        var sixth = await blog.Reader.PostFormAsync(path, Address("ada@example.org"));

        Assert.Equal(HttpStatusCode.TooManyRequests, sixth.Answer.Status);
        Assert.NotNull(sixth.Answer.Header("Retry-After"));
        Assert.Equal("ada@example.org", sixth.ValueOf("email"));
    }

    [Fact]
    public async Task Who_reads_without_measure_waits_and_health_checks_never_do()
    {
        await using var blog = await LimitedBlog.StartAsync(("ReadsPerWindow", "20"));
        var answers = new List<ApiAnswer>();
        for (var time = 0; time < 25; time++)
        {
            answers.Add(await blog.Reader.AskAsync(time % 2 == 0 ? "/" : "/api/v1/posts"));
        }

        var page = answers.Last(answer => answer.Header("Content-Type")!.StartsWith("text/html", StringComparison.Ordinal));
        var problem = answers.Last(answer => answer.Header("Content-Type")!.Contains("json", StringComparison.Ordinal));

        Assert.Equal(20, answers.Count(answer => answer.Status == HttpStatusCode.OK));
        Assert.Equal(HttpStatusCode.TooManyRequests, page.Status);
        Assert.StartsWith("\"read\";q=20;w=300", page.Header("RateLimit-Policy"), StringComparison.Ordinal);
        page.AssertSafe();
        problem.AssertProblem(HttpStatusCode.TooManyRequests, "too_many_requests");
        Assert.InRange(int.Parse(problem.Header("Retry-After")!, System.Globalization.CultureInfo.InvariantCulture), 1, 300);
        Assert.Equal(HttpStatusCode.OK, (await blog.Reader.AskAsync("/health/ready")).Status);
    }

    [Fact]
    public async Task Who_has_waited_reads_on()
    {
        await using var blog = await LimitedBlog.StartAsync(("ReadsPerWindow", "2"), ("WindowMinutes", "5"));
        await Eventually.HoldsAsync(
            "a reader has asked too much", async () => await StatusAsync(blog) == HttpStatusCode.TooManyRequests, Cancelled);

        blog.Time.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(blog));
    }

    [Fact]
    public void Addresses_are_counted_by_a_whole_64_and_in_a_bounded_number_of_drawers()
    {
        static int Drawer(string address) => ReadLimiter.DrawerOf(IPAddress.Parse(address));

        Assert.Equal(Drawer("2001:db8:1:2::1"), Drawer("2001:db8:1:2:ffff::9"));
        Assert.NotEqual(Drawer("2001:db8:1:2::1"), Drawer("2001:db8:1:3::1"));
        Assert.Equal(Drawer("192.0.2.1"), Drawer("::ffff:192.0.2.1"));
        Assert.All(Enumerable.Range(0, 1000), number => Assert.InRange(Drawer($"2001:db8:{number:x}::"), 0, ReadLimiter.Drawers - 1));
    }

    private static async Task<HttpStatusCode> StatusAsync(BlogFixture blog) => (await blog.Reader.AskAsync("/")).Status;

    private static Dictionary<string, string> Address(string address) => new(StringComparer.Ordinal) { ["email"] = address };
}
