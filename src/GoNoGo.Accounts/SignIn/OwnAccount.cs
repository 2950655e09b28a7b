using GoNoGo.Accounts.Sessions;
using GoNoGo.Accounts.Users;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Results;

namespace GoNoGo.Accounts.SignIn;

/// <summary>What a person of the staff does to their own account. Each act is audited.</summary>
/// <param name="data">The context that units of work share.</param>
/// <param name="unitOfWork">Commits each act with its entry in the audit trail.</param>
/// <param name="totp">Takes the secret of one-time codes.</param>
/// <param name="sessions">Where sessions end and are renewed.</param>
public sealed class OwnAccount(DataContext data, UnitOfWork unitOfWork, TotpSecrets totp, SessionStore sessions)
{
    /// <summary>What the account has.</summary>
    /// <param name="person">Whose.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>Nothing secret; or <see cref="PersonNotFound"/> where it was removed just now.</returns>
    public async Task<Result<OwnAccountView>> ShowAsync(SignedInPerson person, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(person);
        if (await data.LoadWholeAsync(one => one.Id == person.AccountId, cancellationToken) is not { } account)
        {
            return new PersonNotFound();
        }

        var passkeys = account.Passkeys.OrderBy(passkey => passkey.CreatedAt)
            .Select(passkey => new PasskeyView(passkey.Id, passkey.Name, passkey.CreatedAt, passkey.LastUsedAt, passkey.IsBackedUp));
        return new OwnAccountView(
            account.Handle,
            account.Roles,
            account.PasswordHash is not null,
            account.RecoveryCodes.Count,
            [.. passkeys],
            await sessions.ListAsync(person.AccountId, cancellationToken));
    }

    /// <summary>Sets or changes the password and the secret of one-time codes. All other sessions of the person end.</summary>
    /// <param name="person">Whose.</param>
    /// <param name="chosen">The password, and a code of the secret that was offered.</param>
    /// <param name="visit">Where from.</param>
    /// <param name="cancellationToken">Ends the work before it is durable.</param>
    /// <returns>The session under a new secret id, with new recovery codes; or what is wrong.</returns>
    public async Task<Result<StartedSession>> SetPasswordAsync(
        SignedInPerson person, NewPassword chosen, Visit visit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(chosen);
        if (PasswordRules.FindRefusal(chosen.Password, person.Handle) is { } weakness)
        {
            return weakness;
        }

        var hash = PasswordHash.Make(chosen.Password);
        return await ChangeAsync(person, visit, "staff.password_set", account =>
        {
            if (!totp.Accept(account, chosen.SealedOffer, person.AuditTag, chosen.Code))
            {
                return new CodeWrong();
            }

            account.PasswordHash = hash;
            return RecoveryCodes.RenewIn(account);
        }, cancellationToken);
    }

    /// <summary>Does away with password and one-time codes, where there is a passkey. All other sessions of the person end.</summary>
    /// <param name="person">Whose.</param>
    /// <param name="visit">Where from.</param>
    /// <param name="cancellationToken">Ends the work before it is durable.</param>
    /// <returns>The session under a new secret id; or <see cref="LastWayIn"/>.</returns>
    public Task<Result<StartedSession>> RemovePasswordAsync(SignedInPerson person, Visit visit, CancellationToken cancellationToken) =>
        ChangeAsync(person, visit, "staff.password_removed", account =>
        {
            if (account.Passkeys.Count == 0)
            {
                return new LastWayIn();
            }

            (account.PasswordHash, account.SealedTotpSecret, account.TotpKeyVersion) = (null, null, null);
            account.RecoveryCodes.Clear();
            return Array.Empty<string>();
        }, cancellationToken);

    /// <summary>Makes new recovery codes in place of the old ones.</summary>
    /// <param name="person">Whose; they must have a password.</param>
    /// <param name="visit">Where from.</param>
    /// <param name="cancellationToken">Ends the work before it is durable.</param>
    /// <returns>The session under a new secret id, with the codes.</returns>
    public Task<Result<StartedSession>> RenewRecoveryCodesAsync(
        SignedInPerson person, Visit visit, CancellationToken cancellationToken) => ChangeAsync(
            person,
            visit,
            "staff.recovery_codes_made",
            account => account.PasswordHash is null ? new LastWayIn() : RecoveryCodes.RenewIn(account),
            cancellationToken);

    /// <summary>Adds a passkey that was checked. All other sessions of the person end.</summary>
    /// <param name="person">Whose.</param>
    /// <param name="passkey">The passkey.</param>
    /// <param name="visit">Where from.</param>
    /// <param name="cancellationToken">Ends the work before it is durable.</param>
    /// <returns>The session under a new secret id.</returns>
    public Task<Result<StartedSession>> AddPasskeyAsync(
        SignedInPerson person, NewPasskey passkey, Visit visit, CancellationToken cancellationToken) =>
        ChangeAsync(person, visit, "staff.passkey_added", (account, now) =>
        {
            data.Add(passkey.Of(account.Id, now));
            return Array.Empty<string>();
        }, cancellationToken);

    /// <summary>Revokes a passkey, unless nothing else would be left to sign in with. All other sessions of the person end.</summary>
    /// <param name="person">Whose.</param>
    /// <param name="passkeyId">Which.</param>
    /// <param name="visit">Where from.</param>
    /// <param name="cancellationToken">Ends the work before it is durable.</param>
    /// <returns>The session under a new secret id; or <see cref="LastWayIn"/>.</returns>
    public Task<Result<StartedSession>> RemovePasskeyAsync(
        SignedInPerson person, Guid passkeyId, Visit visit, CancellationToken cancellationToken) =>
        ChangeAsync(person, visit, "staff.passkey_removed", account =>
        {
            if (account.PasswordHash is null && account.Passkeys.TrueForAll(passkey => passkey.Id == passkeyId))
            {
                return new LastWayIn();
            }

            account.Passkeys.RemoveAll(passkey => passkey.Id == passkeyId);
            return Array.Empty<string>();
        }, cancellationToken);

    /// <summary>Ends one of one's own sessions.</summary>
    /// <param name="person">Whose.</param>
    /// <param name="sessionId">Which; null for all but the one that asks.</param>
    /// <param name="cancellationToken">Ends the work before it is durable.</param>
    /// <returns>How many ended; or <see cref="SessionNotFound"/>. Where none did, nothing is entered.</returns>
    public Task<Result<SessionsEnded>> EndSessionsAsync(SignedInPerson person, Guid? sessionId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(person);
        return unitOfWork.RunAsync<SessionsEnded>(
            async (transaction, ended) =>
            {
                var count = sessionId is { } id
                    ? await sessions.EndAsync(id, person.AccountId, ended) is null ? 0 : 1
                    : await sessions.EndAllAsync(person.AccountId, person.SessionId, ended);
                if (count == 0)
                {
                    return sessionId is null ? new SessionsEnded(0) : new SessionNotFound();
                }

                transaction.Audit(person.Act("staff.sessions_ended", "session", sessionId?.ToString("D") ?? "others"));
                return new SessionsEnded(count);
            },
            cancellationToken);
    }

    private Task<Result<StartedSession>> ChangeAsync(
        SignedInPerson person,
        Visit visit,
        string action,
        Func<StaffAccount, Result<string[]>> change,
        CancellationToken cancellationToken) => ChangeAsync(person, visit, action, (account, _) => change(account), cancellationToken);

    /// <summary>A change of how somebody signs in: whatever session might not be theirs ends, and their own gets a new secret id.</summary>
    private Task<Result<StartedSession>> ChangeAsync(
        SignedInPerson person,
        Visit visit,
        string action,
        Func<StaffAccount, DateTimeOffset, Result<string[]>> change,
        CancellationToken cancellationToken) => unitOfWork.RunAsync<StartedSession>(
            async (transaction, ended) =>
            {
                await transaction.LockStaffAsync(ended);
                if (await data.LoadWholeAsync(one => one.Id == person.AccountId, ended) is not { } account)
                {
                    return new PersonNotFound();
                }

                if (!change(account, transaction.StartedAt).Succeeded(out var codes, out var refusal))
                {
                    return refusal;
                }

                await sessions.EndAllAsync(person.AccountId, person.SessionId, ended);
                transaction.Audit(person.Act(action, "staff_account", person.AuditTag));
                return await sessions.RenewAsync(transaction, person, visit, isConfirmed: false, ended) is { } secretId
                    ? new StartedSession(secretId) { RecoveryCodes = codes.Length > 0 ? codes : null }
                    : new PersonNotFound();
            },
            cancellationToken);
}

/// <summary>An account as its owner sees it. Personal.</summary>
/// <param name="Handle">The name.</param>
/// <param name="Roles">What they are there for.</param>
/// <param name="HasPassword">Whether they can sign in by password and code.</param>
/// <param name="RecoveryCodesLeft">How many recovery codes are unused.</param>
/// <param name="Passkeys">The oldest first.</param>
/// <param name="Sessions">Those used last first.</param>
public sealed record OwnAccountView(
    string Handle,
    StaffRoles Roles,
    bool HasPassword,
    int RecoveryCodesLeft,
    IReadOnlyList<PasskeyView> Passkeys,
    IReadOnlyList<SessionView> Sessions);

/// <summary>A passkey as its owner sees it.</summary>
/// <param name="Id">Under which it is revoked.</param>
/// <param name="Name">What its owner calls it. Personal.</param>
/// <param name="CreatedAt">When it was added, UTC.</param>
/// <param name="LastUsedAt">When it was last used, UTC.</param>
/// <param name="IsBackedUp">Whether it is on several devices.</param>
public sealed record PasskeyView(Guid Id, string Name, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt, bool IsBackedUp);
