using System.Globalization;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using GoNoGo.Accounts.Commenters;
using GoNoGo.Accounts.Mailboxes;
using GoNoGo.Accounts.Sessions;
using GoNoGo.Accounts.SignIn;
using GoNoGo.Accounts.Tokens;
using GoNoGo.Accounts.Users;
using GoNoGo.Comments.Moderation;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Access;
using GoNoGo.Web.Tests.Api;
using GoNoGo.Web.Tests.Comments;
using GoNoGo.Web.Tests.Front;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OtpNet;

namespace GoNoGo.Web.Tests.Admin;

/// <summary>A blog that people help to run. They sign in as browsers do, or have a session from the start.</summary>
public sealed class StaffBlog : ClockedBlog
{
    public const string Password = "a lamp beside the green window";
    public const string OwnPage = "same-origin";

    private static readonly Visit Desk = new(null, "Firefox on Linux");
    private int people;

    /// <summary>Further settings, to be given before it starts.</summary>
    internal Dictionary<string, string?> Settings { get; } = new(StringComparer.Ordinal);

    /// <summary>What it wrote to its log.</summary>
    internal LoggedBlog.Lines Log { get; } = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>A browser of somebody new with these roles, signed in just now.</summary>
    public async Task<HttpClient> NewPersonAsync(StaffRoles roles)
    {
        var handle = string.Create(CultureInfo.InvariantCulture, $"person-{Interlocked.Increment(ref people)}");
        return NewBrowser(await BeginSessionAsync(await AddAsync(handle, roles)));
    }

    /// <summary>Somebody new, without a way to sign in.</summary>
    public async Task<Guid> AddAsync(string handle, StaffRoles roles)
    {
        await using var scope = Services.CreateAsyncScope();
        var directory = scope.ServiceProvider.GetRequiredService<StaffDirectory>();
        Good(await directory.AddAsync(by: null, handle, roles, Cancelled));
        return (await directory.ListAsync(Cancelled)).Single(person => person.Handle == handle).Id;
    }

    /// <summary>A session of somebody's.</summary>
    /// <returns>What their cookie holds.</returns>
    public async Task<string> BeginSessionAsync(Guid accountId)
    {
        await using var scope = Services.CreateAsyncScope();
        var sessions = scope.ServiceProvider.GetRequiredService<SessionStore>();
        return Good(await scope.ServiceProvider.GetRequiredService<UnitOfWork>().RunAsync<string>(
            (transaction, _) => Task.FromResult<Result<string>>(sessions.Begin(transaction, accountId, SignInMethod.Passkey, Desk)),
            Cancelled));
    }

    /// <summary>Somebody with a password and an app for codes.</summary>
    /// <returns>The secret of their codes.</returns>
    public async Task<byte[]> AddWithPasswordAsync(string handle, StaffRoles roles = StaffRoles.Administrator)
    {
        await using var scope = Services.CreateAsyncScope();
        var link = Good(await scope.ServiceProvider.GetRequiredService<StaffDirectory>().AddAsync(by: null, handle, roles, Cancelled));
        var offer = Good(await scope.ServiceProvider.GetRequiredService<OneTimeLinks>().FindAsync(link.Token, Cancelled));
        var totp = scope.ServiceProvider.GetRequiredService<TotpSecrets>().Offer(offer.Holder, "A blog", handle);
        var secret = Base32Encoding.ToBytes(totp.Secret);
        Good(await scope.ServiceProvider.GetRequiredService<SetUpService>().ByPasswordAsync(
            link.Token, handle, new NewPassword(Password, totp.Sealed, CodeNow(secret)), Desk, previous: null, Cancelled));
        Time.Advance(TimeSpan.FromSeconds(30));
        return secret;
    }

    /// <summary>A token of somebody new with these roles.</summary>
    public async Task<string> NewTokenAsync(StaffRoles roles, int days, params Permission[] permissions)
    {
        var handle = string.Create(CultureInfo.InvariantCulture, $"programmer-{Interlocked.Increment(ref people)}");
        await AddAsync(handle, roles);
        await using var scope = Services.CreateAsyncScope();
        var wanted = new NewApiToken("a program", permissions, days);
        return Good(await scope.ServiceProvider.GetRequiredService<ApiTokens>().MakeAsync(by: null, handle, wanted, Cancelled)).Text;
    }

    /// <summary>What would be mailed to who asked last for a link to sign in; null where nobody has commented with the address.</summary>
    public async Task<SignInMail?> FindSignInAsync()
    {
        await using var scope = Services.CreateAsyncScope();
        var last = await scope.ServiceProvider.GetRequiredService<DataContext>().Set<CommenterSignIn>()
            .OrderByDescending(link => link.Id).FirstAsync(Cancelled);
        return await scope.ServiceProvider.GetRequiredService<CommenterSignIns>().FindAsync(last.Id, Cancelled);
    }

    public async Task DecideAsync(Guid id, NewDecision decision)
    {
        await using var scope = Services.CreateAsyncScope();
        Good(await scope.ServiceProvider.GetRequiredService<ModerationService>()
            .DecideAsync(id, decision, ModeratorIdentity.Operator, Cancelled));
    }

    public async Task<Guid> BlockAsync(Guid commentId, BlockKind kind = BlockKind.Email)
    {
        await using var scope = Services.CreateAsyncScope();
        return Good(await scope.ServiceProvider.GetRequiredService<SenderBlocks>().BlockAsync(
            commentId, new NewBlock(kind, 7, RefusalReason.Spam), ModeratorIdentity.Operator, Cancelled)).Id;
    }

    public async Task LiftAsync(Guid blockId)
    {
        await using var scope = Services.CreateAsyncScope();
        Good(await scope.ServiceProvider.GetRequiredService<SenderBlocks>().LiftAsync(blockId, ModeratorIdentity.Operator, Cancelled));
    }

    /// <summary>A browser of a commenter who is signed in.</summary>
    public async Task<HttpClient> NewCommenterAsync(string email)
    {
        var comment = ApiClient.Comment();
        comment["author_email"] = email;
        await Reader.TakeCommentAsync("post-1", comment);
        using var browser = NewBrowser();
        await browser.PostAsync(CommenterSignIns.LinkPath, ("email", email));
        return NewBrowser((await browser.PostAsync((await FindSignInAsync())!.Path)).SessionOf()); // Who has commented gets a link.
    }

    public string CodeNow(byte[] secret) => new Totp(secret).ComputeTotp(Time.GetUtcNow().UtcDateTime);

    /// <summary>A browser that sends a session with all it asks for, and says that its own pages do.</summary>
    public HttpClient NewBrowser(string? secretId = null, string? fetchSite = OwnPage)
    {
        var browser = NewReader();
        if (secretId is not null)
        {
            browser.DefaultRequestHeaders.Add("Cookie", $"{SessionCookie.LoopbackName}={secretId}");
        }

        if (fetchSite is not null)
        {
            browser.DefaultRequestHeaders.Add("Sec-Fetch-Site", fetchSite);
        }

        return browser;
    }

    protected override IReadOnlyDictionary<string, string?> Configuration => Settings;

    protected override void Adjust(IServiceCollection services) => services.AddSingleton<ILoggerProvider>(Log);

    public static T Good<T>(Result<T> result)
        where T : notnull => result.Succeeded(out var value, out var error) ? value : throw new InvalidOperationException(error.Message);
}

/// <summary>What browsers do with the admin's pages.</summary>
internal static class AdminBrowsing
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<IHtmlDocument> PageOfAsync(this HttpResponseMessage answer) =>
        await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync(Cancelled), Cancelled);

    public static Task<HttpResponseMessage> PostAsync(this HttpClient browser, string path, params (string Name, string Value)[] fields) =>
        browser.PostAsync(path, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))), Cancelled);

    /// <summary>What the session cookie that an answer sets holds; null where it sets none.</summary>
    public static string? SessionOf(this HttpResponseMessage answer) => answer.Headers.TryGetValues("Set-Cookie", out var cookies)
        ? cookies.Single().Split(';')[0].Split('=', 2)[1]
        : null;
}
