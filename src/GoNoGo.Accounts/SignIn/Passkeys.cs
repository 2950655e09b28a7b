using GoNoGo.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Accounts.SignIn;

/// <summary>Finds passkeys, for who checks the answers of devices.</summary>
/// <param name="data">The database.</param>
public sealed class Passkeys(DataContext data)
{
    /// <summary>The passkey of a credential.</summary>
    /// <param name="credentialId">As the device names it.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>Null where nobody has it.</returns>
    public async Task<StoredPasskey?> FindAsync(byte[] credentialId, CancellationToken cancellationToken) =>
        (await ReadAsync(data.Set<Passkey>().Where(passkey => passkey.CredentialId == credentialId), cancellationToken)).SingleOrDefault();

    /// <summary>The passkeys of a person, the oldest first.</summary>
    /// <param name="accountId">Whose.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>None for nobody.</returns>
    public Task<IReadOnlyList<StoredPasskey>> OfAsync(Guid accountId, CancellationToken cancellationToken) =>
        ReadAsync(data.Set<Passkey>().Where(passkey => passkey.AccountId == accountId), cancellationToken);

    private static async Task<IReadOnlyList<StoredPasskey>> ReadAsync(IQueryable<Passkey> passkeys, CancellationToken cancellationToken)
    {
        var rows = await passkeys.AsNoTracking().OrderBy(passkey => passkey.CreatedAt).ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(row => new StoredPasskey(
                row.AccountId,
                new NewPasskey(
                    row.CredentialId,
                    row.PublicKey,
                    (uint)row.SignCount,
                    [.. row.Transports.Split(',', StringSplitOptions.RemoveEmptyEntries)],
                    row.IsBackupEligible,
                    row.IsBackedUp,
                    row.Name),
                row.CreatedAt)),
        ];
    }
}

/// <summary>A passkey as a device made it. Personal: its text form is redacted.</summary>
/// <param name="CredentialId">As the device names it. A pseudonym.</param>
/// <param name="PublicKey">COSE_Key.</param>
/// <param name="SignCount">How often the device has used it; 0 where it does not count.</param>
/// <param name="Transports">How the device is reached.</param>
/// <param name="IsBackupEligible">Whether it can be on several devices.</param>
/// <param name="IsBackedUp">Whether it is.</param>
/// <param name="Name">What its owner calls it. Personal.</param>
public sealed record NewPasskey(
    byte[] CredentialId,
    byte[] PublicKey,
    uint SignCount,
    IReadOnlyList<string> Transports,
    bool IsBackupEligible,
    bool IsBackedUp,
    string Name)
{
    /// <summary>A fixed mark in place of the passkey.</summary>
    /// <returns><c>[passkey]</c></returns>
    public override string ToString() => "[passkey]";

    internal Passkey Of(Guid accountId, DateTimeOffset now) => new()
    {
        CredentialId = CredentialId,
        AccountId = accountId,
        Id = Guid.CreateVersion7(now),
        Name = Name.Trim() is { Length: > 0 } name ? name[..Math.Min(name.Length, PasskeyConfiguration.LongestName)] : "Passkey",
        PublicKey = PublicKey,
        SignCount = SignCount,
        Transports = string.Join(',', Transports),
        IsBackupEligible = IsBackupEligible,
        IsBackedUp = IsBackedUp,
        CreatedAt = now,
    };
}

/// <summary>A passkey that is kept, and whose it is.</summary>
/// <param name="AccountId">Personal: a pseudonym.</param>
/// <param name="Passkey">The passkey.</param>
/// <param name="CreatedAt">When it was added, UTC.</param>
public sealed record StoredPasskey(Guid AccountId, NewPasskey Passkey, DateTimeOffset CreatedAt);

/// <summary>That a device has answered a challenge with a passkey, which was checked.</summary>
/// <param name="AccountId">Whose it is. Personal: a pseudonym.</param>
/// <param name="CredentialId">Which.</param>
/// <param name="SignCount">How often the device has used it.</param>
/// <param name="IsBackedUp">Whether it is on several devices.</param>
public sealed record PasskeyUse(Guid AccountId, byte[] CredentialId, uint SignCount, bool IsBackedUp);
