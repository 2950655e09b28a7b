using System.Net;
using System.Text.Json;
using GoNoGo.Accounts.Users;
using GoNoGo.Web.Access;
using GoNoGo.Web.Admin.Frame;
using GoNoGo.Web.Pages;

namespace GoNoGo.Web.Tests.Admin;

/// <summary>Signing in and out over HTTP: what the cookie is worth, and what another site can do with it.</summary>
public sealed class SessionHttpTests(StaffBlog blog) : IClassFixture<StaffBlog>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_cookie_is_for_this_host_and_no_script_and_new_at_each_sign_in()
    {
        var secret = await blog.AddWithPasswordAsync("cookie");
        using var browser = blog.NewBrowser();

        var answer = await SignInAsync(browser, "cookie", blog.CodeNow(secret));
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));

        Assert.StartsWith(SessionCookie.LoopbackName + "=", cookie, StringComparison.Ordinal);
        Assert.Contains("; path=/; samesite=lax; httponly", cookie, StringComparison.Ordinal);
        Assert.DoesNotContain("expires", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain", cookie, StringComparison.OrdinalIgnoreCase);
        blog.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.NotEqual(answer.SessionOf(), (await SignInAsync(browser, "cookie", blog.CodeNow(secret))).SessionOf());
    }

    [Theory]
    [InlineData("https://blog.example.org", SessionCookie.SecureName, false)]
    [InlineData("http://localhost:5080", SessionCookie.LoopbackName, false)]
    [InlineData("https://localhost:5080", SessionCookie.SecureName, false)]
    [InlineData("http://blog.example.org", SessionCookie.SecureName, true)]
    public void Only_loopback_without_tls_has_a_cookie_without_the_prefix(string baseUrl, string name, bool isUnusable)
    {
        var cookie = new SessionCookie(new PublicAddress(new Uri(baseUrl)));

        Assert.Equal((name, isUnusable), (cookie.Name, cookie.IsUnusable));
    }

    [Fact]
    public async Task An_id_from_before_the_sign_in_is_worth_nothing_after_it()
    {
        var secret = await blog.AddWithPasswordAsync("fixed");
        var planted = new string('A', 43);
        using var victim = blog.NewBrowser(planted);

        var session = (await SignInAsync(victim, "fixed", blog.CodeNow(secret))).SessionOf();

        Assert.NotEqual(planted, session);
        Assert.Equal(HttpStatusCode.SeeOther, (await blog.NewBrowser(planted).GetAsync(AdminPaths.Overview, Cancelled)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await blog.NewBrowser(session).GetAsync(AdminPaths.Overview, Cancelled)).StatusCode);
    }

    [Fact]
    public async Task A_stolen_cookie_is_worth_nothing_after_the_sign_out()
    {
        var stolen = await blog.BeginSessionAsync(await blog.AddAsync("stolen", StaffRoles.Author));
        using var owner = blog.NewBrowser(stolen);
        using var thief = blog.NewBrowser(stolen);
        Assert.Equal(HttpStatusCode.OK, (await thief.GetAsync(AdminPaths.Overview, Cancelled)).StatusCode);

        var answer = await owner.PostAsync("/admin/sign-out/");

        Assert.Contains("expires=Thu, 01 Jan 1970", Assert.Single(answer.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await thief.GetAsync(AdminPaths.Overview, Cancelled)).StatusCode);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site", false)]
    [InlineData("Sec-Fetch-Site", "same-site", false)]
    [InlineData("Sec-Fetch-Site", "none", false)]
    [InlineData("Sec-Fetch-Site", "same-origin", true)]
    [InlineData("Origin", "https://evil.example", false)]
    [InlineData("Origin", "null", false)]
    [InlineData("Origin", "http://localhost:5080", true)]
    [InlineData("X-Nothing", "said", false)]
    public async Task What_changes_something_comes_from_our_own_pages(string header, string value, bool isTaken)
    {
        var handle = $"csrf-{Guid.CreateVersion7(blog.Time.GetUtcNow()):N}"[..30];
        var session = await blog.BeginSessionAsync(await blog.AddAsync(handle, StaffRoles.Author));
        using var browser = blog.NewBrowser(session, fetchSite: null);
        browser.DefaultRequestHeaders.Add(header, value);

        var answer = await browser.PostAsync("/admin/sign-out/");
        Assert.Equal(isTaken ? HttpStatusCode.SeeOther : HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Another_site_can_sign_nobody_in()
    {
        var secret = await blog.AddWithPasswordAsync("lured");
        using var browser = blog.NewBrowser(fetchSite: "cross-site");

        var answer = await SignInAsync(browser, "lured", blog.CodeNow(secret));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Null(answer.SessionOf());
    }

    [Theory]
    [InlineData("/admin/account/", "/admin/account/")]
    [InlineData("//evil.example/", "/admin/")]
    [InlineData("https://evil.example/admin/", "/admin/")]
    [InlineData("/admin/..//evil.example", "/admin/")]
    [InlineData("/\\evil.example", "/admin/")]
    [InlineData("/posts/hello/", "/admin/")]
    [InlineData("/admin/../../evil", "/admin/")]
    [InlineData("/admin/./../evil", "/admin/")]
    [InlineData("/admin/%2e%2E/evil", "/admin/")]
    [InlineData("/admin/.%2e?a=b", "/admin/")]
    [InlineData("/admin/queue/?q=../x", "/admin/queue/?q=../x")]
    [InlineData("/admin/queue/?q=\u00e9\ud83d\ude00", "/admin/queue/?q=%C3%A9%F0%9F%98%80")]
    public async Task Signing_in_leads_to_a_page_of_the_admin_and_nowhere_else(string to, string expected)
    {
        var handle = $"led-{Guid.CreateVersion7(blog.Time.GetUtcNow()):N}"[..30];
        var secret = await blog.AddWithPasswordAsync(handle);
        using var browser = blog.NewBrowser();

        var answer = await browser.PostAsync(
            "/admin/sign-in/?to=" + Uri.EscapeDataString(to),
            ("handle", handle), ("password", StaffBlog.Password), ("code", blog.CodeNow(secret)));

        Assert.Equal(expected, answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task What_is_dangerous_asks_again_after_a_quarter_of_an_hour()
    {
        var secret = await blog.AddWithPasswordAsync("careful");
        using var browser = blog.NewBrowser();
        var session = (await SignInAsync(browser, "careful", blog.CodeNow(secret))).SessionOf();
        blog.Time.Advance(TimeSpan.FromMinutes(16));
        using var later = blog.NewBrowser(session);
        later.DefaultRequestHeaders.Referrer = new Uri("http://localhost:5080/admin/people/");

        var refused = await later.PostAsync("/admin/people/", ("handle", "newcomer"), ("roles", "author"));
        Assert.Equal("/admin/confirm/?to=%2Fadmin%2Fpeople%2F", refused.Headers.Location?.OriginalString);

        var confirmed = await later.PostAsync(
            refused.Headers.Location!.OriginalString, ("password", StaffBlog.Password), ("code", blog.CodeNow(secret)));
        Assert.Equal("/admin/people/?done=confirmed", confirmed.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.SeeOther, (await later.GetAsync(AdminPaths.Overview, Cancelled)).StatusCode); // Its id is another now.
        using var renewed = blog.NewBrowser(confirmed.SessionOf());
        var added = await renewed.PostAsync("/admin/people/", ("handle", "newcomer"), ("roles", "author"));
        Assert.Contains("/admin/set-up/", (await added.PageOfAsync()).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Showing_who_one_is_leads_on_whatever_letters_the_way_back_has()
    {
        var secret = await blog.AddWithPasswordAsync("accented");
        using var browser = blog.NewBrowser();
        var session = (await SignInAsync(browser, "accented", blog.CodeNow(secret))).SessionOf();
        blog.Time.Advance(TimeSpan.FromSeconds(30));
        using var signedIn = blog.NewBrowser(session);

        var confirmed = await signedIn.PostAsync(
            "/admin/confirm/?to=%2Fadmin%2F%C3%A9", ("password", StaffBlog.Password), ("code", blog.CodeNow(secret)));

        Assert.Equal(HttpStatusCode.SeeOther, confirmed.StatusCode);
        Assert.Equal("/admin/%C3%A9?done=confirmed", confirmed.Headers.Location?.OriginalString);
        using var renewed = blog.NewBrowser(confirmed.SessionOf());
        Assert.Equal(HttpStatusCode.OK, (await renewed.GetAsync(AdminPaths.Overview, Cancelled)).StatusCode);
    }

    [Fact]
    public async Task A_session_of_somebody_else_is_not_found()
    {
        using var moderator = await blog.NewPersonAsync(StaffRoles.Moderator);
        using var administrator = await blog.NewPersonAsync(StaffRoles.Administrator);
        using var commenter = await blog.NewCommenterAsync("ends-nothing@example.org");
        var other = Guid.CreateVersion7(blog.Time.GetUtcNow());

        Assert.Equal(HttpStatusCode.NotFound, (await moderator.PostAsync($"/admin/account/sessions/{other}/end/")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await administrator.PostAsync($"/admin/people/sessions/{other}/end/")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await commenter.PostAsync($"/account/sessions/{other}/end/")).StatusCode);
    }

    [Fact]
    public async Task Readers_get_the_same_page_and_no_cookie_whoever_they_are()
    {
        await blog.AppearsAsync("/");
        using var signedIn = await blog.NewPersonAsync(StaffRoles.Administrator);

        var (own, others) = (await signedIn.GetAsync("/", Cancelled), await blog.Reader.GetAsync("/", Cancelled));

        Assert.Equal(await others.Content.ReadAsStringAsync(Cancelled), await own.Content.ReadAsStringAsync(Cancelled));
        Assert.False(own.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Pages_of_the_admin_are_kept_by_nobody_and_run_no_script_but_ours()
    {
        using var browser = await blog.NewPersonAsync(StaffRoles.Administrator);

        var answer = await browser.GetAsync(AdminPaths.People, Cancelled);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.DoesNotContain("unsafe", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        var page = await answer.PageOfAsync();
        Assert.Empty(page.QuerySelectorAll("[style], style, script:not([src])"));
        Assert.All(page.QuerySelectorAll("script, link[rel=stylesheet]"), element =>
            Assert.StartsWith("/_/", element.GetAttribute("src") ?? element.GetAttribute("href"), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, false, false)]
    [InlineData(StaffRoles.Author, false, true)]
    [InlineData(StaffRoles.Moderator, true, false)]
    [InlineData(StaffRoles.PrivacyOfficer, false, false)]
    [InlineData(StaffRoles.Administrator, true, true)]
    public async Task The_view_of_a_post_says_what_this_viewer_may(StaffRoles? role, bool mayModerate, bool mayEdit)
    {
        await blog.AppearsAsync("/");
        var list = await blog.Reader.GetStringAsync("/api/v1/posts", Cancelled);
        using var posts = JsonDocument.Parse(list);
        var slug = posts.RootElement.GetProperty("items")[0].GetProperty("slug").GetString();
        using var browser = role is { } one ? await blog.NewPersonAsync(one) : blog.NewBrowser();

        using var answer = await browser.GetAsync($"/api/v1/posts/{slug}", Cancelled);
        using var view = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancelled));

        var permissions = view.RootElement.GetProperty("permissions");
        Assert.Equal(
            (true, true, mayModerate, mayEdit),
            (permissions.GetProperty("can_comment").GetBoolean(), permissions.GetProperty("can_reply").GetBoolean(),
                permissions.GetProperty("can_moderate").GetBoolean(), permissions.GetProperty("can_edit").GetBoolean()));
        Assert.Equal(role is not null, answer.Headers.CacheControl?.NoStore is true);
    }

    private static Task<HttpResponseMessage> SignInAsync(HttpClient browser, string handle, string code) =>
        browser.PostAsync("/admin/sign-in/", ("handle", handle), ("password", StaffBlog.Password), ("code", code));
}
