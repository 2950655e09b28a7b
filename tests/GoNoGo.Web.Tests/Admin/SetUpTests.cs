using System.Net;
using GoNoGo.Accounts.SignIn;
using GoNoGo.Accounts.Users;
using GoNoGo.Web.Admin.Frame;
using Microsoft.Extensions.DependencyInjection;
using OtpNet;

namespace GoNoGo.Web.Tests.Admin;

/// <summary>The page of a one-time link, without script.</summary>
public sealed class SetUpTests(StaffBlog blog) : IClassFixture<StaffBlog>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_password_and_codes_are_set_up_without_script_and_lead_straight_in()
    {
        var (browser, path) = (blog.NewBrowser(), AdminPaths.SetUp(await LinkAsync("newcomer")));
        var shown = await browser.GetAsync(path, Cancelled);
        Assert.Equal("no-referrer", Assert.Single(shown.Headers.GetValues("Referrer-Policy")));
        var page = await shown.PageOfAsync();
        var secret = Base32Encoding.ToBytes(page.QuerySelector("code.secret")!.TextContent.Replace(" ", "", StringComparison.Ordinal));
        var offer = page.QuerySelector("[name=offer]")!.GetAttribute("value")!;
        Assert.NotNull(page.QuerySelector(".qr svg"));

        var refused = await PostAsync("000000");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal("true", (await refused.PageOfAsync()).QuerySelector("#code")!.GetAttribute("aria-invalid"));
        var taken = await PostAsync(blog.CodeNow(secret));

        Assert.Equal(RecoveryCodes.Count, (await taken.PageOfAsync()).QuerySelectorAll(".codes li").Length);
        Assert.Equal(HttpStatusCode.OK, (await blog.NewBrowser(taken.SessionOf()).GetAsync(AdminPaths.Overview, Cancelled)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(path, Cancelled)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(blog.CodeNow(secret))).StatusCode);

        Task<HttpResponseMessage> PostAsync(string code) =>
            browser.PostAsync(path, ("password", StaffBlog.Password), ("offer", offer), ("code", code));
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_link_that_is_none_says_how_to_get_one(string token)
    {
        var answer = await blog.Reader.GetAsync(AdminPaths.SetUp(token), Cancelled);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("gonogo user reset", await answer.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_challenge_counts_once_and_for_nothing_but_what_it_was_made_for()
    {
        using var browser = blog.NewBrowser();
        var asked = await browser.PostAsync("/admin/sign-in/passkey/options/");
        using var json = System.Text.Json.JsonDocument.Parse(await asked.Content.ReadAsStringAsync(Cancelled));
        var (ceremony, options) = (json.RootElement.GetProperty("ceremony").GetString()!, json.RootElement.GetProperty("options"));
        Assert.Equal("required", options.GetProperty("userVerification").GetString());
        Assert.Equal("localhost", options.GetProperty("rpId").GetString());
        Assert.Equal(0, options.TryGetProperty("allowCredentials", out var allowed) ? allowed.GetArrayLength() : 0);

        await using var scope = blog.Services.CreateAsyncScope();
        var ceremonies = scope.ServiceProvider.GetRequiredService<PasskeyCeremonies>();
        Assert.NotNull((await ceremonies.TakeAsync(ceremony, CeremonyKind.Confirm, "", Cancelled)).Error);
        Assert.NotNull((await ceremonies.TakeAsync(ceremony, CeremonyKind.SignIn, "somebody", Cancelled)).Error);
        var answer = await browser.PostAsync("/admin/sign-in/passkey/", ("ceremony", ceremony), ("credential", "{}"));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.NotNull((await ceremonies.TakeAsync(ceremony, CeremonyKind.SignIn, "", Cancelled)).Error);
    }

    private async Task<string> LinkAsync(string handle)
    {
        await using var scope = blog.Services.CreateAsyncScope();
        return StaffBlog.Good(await scope.ServiceProvider.GetRequiredService<StaffDirectory>()
            .AddAsync(by: null, handle, StaffRoles.Moderator, Cancelled)).Token;
    }
}
