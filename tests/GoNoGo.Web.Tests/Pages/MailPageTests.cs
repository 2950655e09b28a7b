using System.Net;
using GoNoGo.Accounts.Mailboxes;
using GoNoGo.Comments;
using GoNoGo.Platform.Data;
using GoNoGo.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Web.Tests.Pages;

/// <summary>Where the links of mails lead: reading changes nothing, a post without cookie does (RFC 8058; M1, C4, C5).</summary>
public sealed class MailPageTests(BlogFixture blog) : IClassFixture<BlogFixture>
{
    private const string Kind = "reply";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_link_that_confirms_is_looked_at_without_effect_and_posted_once()
    {
        var sent = await SendAsync("confirm@example.org");
        var path = "/mail/confirm/" + (await MailboxAsync(sent.Id))!.ConfirmationToken;
        var page = await blog.ReadPageAsync(path);
        await blog.ReadPageAsync(path);
        Assert.NotNull(page.QuerySelector("form[method=post] button"));
        Assert.NotNull((await MailboxAsync(sent.Id))!.UnconfirmedUntil);

        Assert.Equal(HttpStatusCode.OK, (await PostAsync(path, "")).StatusCode);
        Assert.Null((await MailboxAsync(sent.Id))!.UnconfirmedUntil);
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(path, "")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await blog.Reader.GetAsync(path, Cancelled)).StatusCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_click_ends_all_mail_without_cookie_or_redirect_and_the_second_time_too(bool multipart)
    {
        var (sent, path) = await SubscribeAsync($"one-click-{multipart}@example.org");
        await blog.ReadPageAsync(path);
        Assert.NotNull(await MailboxAsync(sent.Id));

        for (var i = 0; i < 2; i++)
        {
            using HttpContent body = multipart
                ? new MultipartFormDataContent { { new StringContent("One-Click"), "List-Unsubscribe" } }
                : new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);
            using var answer = await blog.Reader.PostAsync(path, body, Cancelled);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.False(answer.Headers.Contains("Set-Cookie"));
        }

        Assert.Null(await MailboxAsync(sent.Id));
        Assert.Contains("nothing to do", (await blog.ReadPageAsync(path)).Body!.TextContent, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("x")]
    public async Task An_unknown_token_is_answered_like_a_known_one(string token)
    {
        Assert.Equal(HttpStatusCode.OK, (await PostAsync("/mail/leave/" + token, "List-Unsubscribe=One-Click")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await blog.Reader.GetAsync("/mail/leave/" + token, Cancelled)).StatusCode);
    }

    [Fact]
    public async Task The_page_lets_a_reader_end_one_kind_or_all()
    {
        var (sent, path) = await SubscribeAsync("page@example.org");
        Assert.Equal(2, (await blog.ReadPageAsync(path)).QuerySelectorAll("form").Length);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(path, "")).StatusCode);
        Assert.True(await IsWantedAsync(sent.Id));

        Assert.Equal(HttpStatusCode.OK, (await PostAsync(path, "scope=kind")).StatusCode);
        Assert.False(await IsWantedAsync(sent.Id));
        Assert.NotNull(await MailboxAsync(sent.Id));

        Assert.Equal(HttpStatusCode.OK, (await PostAsync(path, "scope=all")).StatusCode);
        Assert.Null(await MailboxAsync(sent.Id));
    }

    [Fact]
    public async Task What_was_ended_by_mistake_comes_again_at_a_press()
    {
        var (sent, path) = await SubscribeAsync("again@example.org");
        await PostAsync(path, "scope=kind");
        Assert.NotNull((await blog.ReadPageAsync(path)).QuerySelector("button[value=resume]"));

        Assert.Equal(HttpStatusCode.OK, (await PostAsync(path, "scope=resume")).StatusCode);
        Assert.True(await IsWantedAsync(sent.Id));
    }

    [Theory]
    [InlineData("Application/X-WWW-Form-URLEncoded", "List-Unsubscribe=One-Click", HttpStatusCode.OK, true)]
    [InlineData("text/plain", "List-Unsubscribe=One-Click", HttpStatusCode.UnsupportedMediaType, false)]
    [InlineData("multipart/form-data", "List-Unsubscribe=One-Click", HttpStatusCode.UnsupportedMediaType, false)]
    [InlineData("application/x-www-form-urlencoded", "scope=bogus", HttpStatusCode.OK, false)]
    public async Task Only_what_is_understood_ends_mails_and_only_that_is_answered_as_done(
        string type, string body, HttpStatusCode status, bool ends)
    {
        var (sent, path) = await SubscribeAsync($"type-{type.Length}-{body.Length}@example.org");
        using var content = new StringContent(body);
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        using var answer = await blog.Reader.PostAsync(path, content, Cancelled);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(ends, await MailboxAsync(sent.Id) is null);
    }

    private Task<HttpResponseMessage> PostAsync(string path, string form) => blog.Reader.PostAsync(
        path, new StringContent(form, System.Text.Encoding.ASCII, "application/x-www-form-urlencoded"), Cancelled);

    private Task<CommentReceipt> SendAsync(string email) => InScopeAsync(async scope =>
    {
        await blog.AppearsAsync("/posts/hello/");
        var comment = new NewComment
        {
            PostId = "hello",
            Form = "api",
            Content = "A thought.",
            AuthorEmail = email,
            NotifyReplies = true,
            GdprConsent = true,
        };
        return (await scope.GetRequiredService<CommentService>().CreateAsync(comment, Cancelled)).Value!;
    });

    private async Task<(CommentReceipt Sent, string Path)> SubscribeAsync(string email)
    {
        var sent = await SendAsync(email);
        var mailbox = (await MailboxAsync(sent.Id))!;
        await PostAsync("/mail/confirm/" + mailbox.ConfirmationToken, "");
        var token = await InScopeAsync(scope => scope.GetRequiredService<UnitOfWork>().RunAsync<string>(
            async (transaction, ended) => await scope.GetRequiredService<MailPreferences>()
                .TokenAsync(transaction, mailbox.Subject.Value, Kind, ended),
            Cancelled));
        return (sent, "/mail/leave/" + token.Value);
    }

    private Task<OpenMailbox?> MailboxAsync(Guid comment) => InScopeAsync(async scope =>
    {
        var found = await scope.GetRequiredService<MailedComments>().FindAsync(comment, Cancelled);
        return await scope.GetRequiredService<MailboxVault>().FindAsync(found!.Subject, Cancelled);
    });

    private Task<bool> IsWantedAsync(Guid comment) => InScopeAsync(async scope =>
    {
        var found = await scope.GetRequiredService<MailedComments>().FindAsync(comment, Cancelled);
        return await scope.GetRequiredService<MailPreferences>().IsWantedAsync(found!.Subject.Value, Kind, Cancelled);
    });

    private async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> act)
    {
        await using var scope = blog.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider);
    }
}
