using System.Globalization;
using GoNoGo.Accounts.SignIn;
using Microsoft.AspNetCore.Identity;

namespace GoNoGo.Web.Admin.SignIn;

/// <summary>
/// Shows ASP.NET Core Identity's passkey handler the passkeys of Accounts, to read alone: accounts are made and changed there, and
/// Identity's users, cookies and tables do not exist here.
/// </summary>
internal sealed class PasskeyOwnerStore(Passkeys passkeys) : IUserPasskeyStore<PasskeyOwner>
{
    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(PasskeyOwner user, CancellationToken cancellationToken) =>
        [.. (await passkeys.OfAsync(IdOf(user.Id), cancellationToken)).Select(InfoOf)];

    public async Task<PasskeyOwner?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) =>
        await passkeys.FindAsync(credentialId, cancellationToken) is { } found ? OwnerOf(found.AccountId) : null;

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(PasskeyOwner user, byte[] credentialId, CancellationToken cancellationToken) =>
        await passkeys.FindAsync(credentialId, cancellationToken) is { } found && found.AccountId == IdOf(user.Id) ? InfoOf(found) : null;

    public Task<PasskeyOwner?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        Task.FromResult(Guid.TryParse(userId, out var id) ? OwnerOf(id) : null);

    public Task<string> GetUserIdAsync(PasskeyOwner user, CancellationToken cancellationToken) => Task.FromResult(user.Id);

    public Task<string?> GetUserNameAsync(PasskeyOwner user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Id);

    public Task<PasskeyOwner?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => throw ReadOnly();

    public Task AddOrUpdatePasskeyAsync(PasskeyOwner user, UserPasskeyInfo passkey, CancellationToken cancellationToken) =>
        throw ReadOnly();

    public Task RemovePasskeyAsync(PasskeyOwner user, byte[] credentialId, CancellationToken cancellationToken) => throw ReadOnly();

    public Task SetUserNameAsync(PasskeyOwner user, string? userName, CancellationToken cancellationToken) => throw ReadOnly();

    public Task<string?> GetNormalizedUserNameAsync(PasskeyOwner user, CancellationToken cancellationToken) => throw ReadOnly();

    public Task SetNormalizedUserNameAsync(PasskeyOwner user, string? normalizedName, CancellationToken cancellationToken) =>
        throw ReadOnly();

    public Task<IdentityResult> CreateAsync(PasskeyOwner user, CancellationToken cancellationToken) => throw ReadOnly();

    public Task<IdentityResult> UpdateAsync(PasskeyOwner user, CancellationToken cancellationToken) => throw ReadOnly();

    public Task<IdentityResult> DeleteAsync(PasskeyOwner user, CancellationToken cancellationToken) => throw ReadOnly();

    public void Dispose()
    {
        // The passkeys belong to the scope.
    }

    private static NotSupportedException ReadOnly() => new("Passkeys are read here and kept by GoNoGo.Accounts.");

    private static PasskeyOwner OwnerOf(Guid accountId) => new(accountId.ToString("D", CultureInfo.InvariantCulture));

    private static Guid IdOf(string id) => Guid.TryParse(id, out var parsed) ? parsed : Guid.Empty;

    private static UserPasskeyInfo InfoOf(StoredPasskey stored) => new(
        stored.Passkey.CredentialId,
        stored.Passkey.PublicKey,
        stored.CreatedAt,
        stored.Passkey.SignCount,
        [.. stored.Passkey.Transports],
        isUserVerified: true,
        stored.Passkey.IsBackupEligible,
        stored.Passkey.IsBackedUp,
        attestationObject: [],
        clientDataJson: []);
}
