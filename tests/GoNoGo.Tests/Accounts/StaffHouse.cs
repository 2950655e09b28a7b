using GoNoGo.Accounts.Sessions;
using GoNoGo.Accounts.SignIn;
using GoNoGo.Accounts.Users;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Results;
using GoNoGo.Tests.Comments;
using GoNoGo.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using OtpNet;

namespace GoNoGo.Tests.Accounts;

/// <summary>A house with people who run the blog: what a person has, and what they do.</summary>
internal static class StaffHouse
{
    public const string Password = "a lamp beside the green window";

    /// <summary>Where everybody is unless a test moves them.</summary>
    public static Visit Home { get; } = new(new NetworkTag("20280229:home"), "Firefox on Linux");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static Task<CommentHouse> OpenAsync(DatabaseProvider provider) => CommentHouse.OpenAsync(provider);

    /// <summary>Somebody with a password and an app that makes codes, who has just set the account up.</summary>
    public static async Task<Person> AddAsync(this CommentHouse house, string handle, StaffRoles roles = StaffRoles.Administrator)
    {
        var link = Good(await house.InScopeAsync(scope =>
            scope.GetRequiredService<StaffDirectory>().AddAsync(null, handle, roles, Cancelled)));
        return await house.SetUpAsync(link.Token, handle);
    }

    /// <summary>Sets an account up by a link, with a password.</summary>
    public static async Task<Person> SetUpAsync(this CommentHouse house, string token, string handle)
    {
        var offer = Good(await house.InScopeAsync(scope => scope.GetRequiredService<OneTimeLinks>().FindAsync(token, Cancelled)));
        var totp = house.Service<TotpSecrets>().Offer(offer.Holder, "A blog", handle);
        var secret = Base32Encoding.ToBytes(totp.Secret);
        var session = Good(await house.TrySetUpAsync(token, handle, new NewPassword(Password, totp.Sealed, CodeNow(house, secret))));
        return new Person(handle, secret, session.SecretId, session.RecoveryCodes!);
    }

    public static Task<Result<StartedSession>> TrySetUpAsync(this CommentHouse house, string token, string handle, NewPassword chosen) =>
        house.InScopeAsync(scope => scope.GetRequiredService<SetUpService>()
            .ByPasswordAsync(token, handle, chosen, Home, previous: null, Cancelled));

    /// <summary>Signs somebody in, half a minute after whatever was before, as their app shows the next code.</summary>
    public static async Task<string> SignInAsync(this CommentHouse house, Person person, Visit? visit = null)
    {
        house.Clock.Advance(TimeSpan.FromSeconds(30));
        var attempt = new PasswordAttempt(person.Handle, Password, CodeNow(house, person.Secret));
        return Good(await house.TrySignInAsync(attempt, visit)).SecretId;
    }

    public static Task<Result<StartedSession>> TrySignInAsync(
        this CommentHouse house, PasswordAttempt attempt, Visit? visit = null, string? previous = null) => house.InScopeAsync(scope =>
            scope.GetRequiredService<SignInService>().ByPasswordAsync(attempt, visit ?? Home, previous, Cancelled));

    public static Task<SignedInPerson?> FindAsync(this CommentHouse house, string secretId, Visit? visit = null) =>
        house.InScopeAsync(scope => scope.GetRequiredService<SessionStore>().FindAsync(secretId, visit ?? Home, Cancelled));

    public static string CodeNow(CommentHouse house, byte[] secret) => new Totp(secret).ComputeTotp(house.Clock.GetUtcNow().UtcDateTime);

    public static T Good<T>(Result<T> result)
        where T : notnull => result.Succeeded(out var value, out var error) ? value : throw new InvalidOperationException(error.Message);

    /// <summary>Runs something in a unit of work.</summary>
    public static Task<T> InUnitAsync<T>(this CommentHouse house, Func<IServiceProvider, Transaction, Task<T>> act)
        where T : notnull => house.InScopeAsync(async scope => Good(await scope.GetRequiredService<UnitOfWork>().RunAsync<T>(
            async (transaction, _) => await act(scope, transaction), Cancelled)));
}

/// <summary>What a person has: a name, an app that makes codes, a browser that is signed in, and a paper with recovery codes.</summary>
internal sealed record Person(string Handle, byte[] Secret, string SecretId, IReadOnlyList<string> RecoveryCodes);
