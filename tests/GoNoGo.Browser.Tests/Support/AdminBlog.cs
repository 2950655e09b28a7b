using GoNoGo.Accounts.SignIn;
using GoNoGo.Accounts.Users;
using GoNoGo.Web.Admin.Frame;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Playwright;
using OtpNet;

namespace GoNoGo.Browser.Tests.Support;

/// <summary>A blog that nobody administers yet, reached by a name, since browsers know passkeys by names.</summary>
public class AdminBlog : BlogFixture
{
    /// <summary>A password that nothing is wrong with.</summary>
    public const string Password = "a lamp beside the green window";

    /// <summary>The program's clock; it stands until a test moves it.</summary>
    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 26, 9, 0, 0, TimeSpan.Zero));

    /// <summary>Where the browser finds it.</summary>
    public Uri Named => new UriBuilder(Address) { Host = "localhost" }.Uri;

    /// <inheritdoc/>
    protected override TimeProvider Clock => Time;

    /// <summary>The path of the link that serve prints.</summary>
    public async Task<string> FirstLinkAsync()
    {
        await using var scope = Services.CreateAsyncScope();
        var token = await scope.ServiceProvider.GetRequiredService<OneTimeLinks>().OfferFirstAsync(TestContext.Current.CancellationToken);
        return AdminPaths.SetUp(token ?? throw new InvalidOperationException("Somebody has an account."));
    }

    /// <summary>The path of a link for somebody new.</summary>
    public async Task<string> LinkAsync(string handle, StaffRoles roles)
    {
        await using var scope = Services.CreateAsyncScope();
        var made = await scope.ServiceProvider.GetRequiredService<StaffDirectory>()
            .AddAsync(by: null, handle, roles, TestContext.Current.CancellationToken);
        return AdminPaths.SetUp(made.Value?.Token ?? throw new InvalidOperationException(made.Error?.Message));
    }

    /// <summary>What an authenticator app shows now for the secret on a page.</summary>
    public async Task<string> CodeAsync(IPage page) => CodeNow(await SecretAsync(page));

    /// <summary>The secret on a page, as somebody types it into an app.</summary>
    public static async Task<byte[]> SecretAsync(IPage page) =>
        Base32Encoding.ToBytes((await page.InnerTextAsync("code.secret")).Replace(" ", "", StringComparison.Ordinal));

    /// <summary>What an app shows now for a secret.</summary>
    public string CodeNow(byte[] secret) => new Totp(secret).ComputeTotp(Time.GetUtcNow().UtcDateTime);
}
