using GoNoGo.Accounts.Sessions;
using GoNoGo.Accounts.Users;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Results;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Accounts.SignIn;

/// <summary>Lets the holder of a one-time link choose how they sign in, and signs them in. The first link makes an administrator.</summary>
/// <param name="data">The context that units of work share.</param>
/// <param name="unitOfWork">Commits account, way of signing in, session and audit entry together.</param>
/// <param name="links">Where links are.</param>
/// <param name="totp">Takes the secret of one-time codes.</param>
/// <param name="sessions">Where the session begins.</param>
/// <param name="clock">Gives the account its id.</param>
public sealed class SetUpService(
    DataContext data, UnitOfWork unitOfWork, OneTimeLinks links, TotpSecrets totp, SessionStore sessions, TimeProvider clock)
{
    /// <summary>An id for an account that is still to be made.</summary>
    /// <returns>Random but for its time.</returns>
    public Guid NewAccountId() => Guid.CreateVersion7(clock.GetUtcNow());

    /// <summary>Sets an account up with a password and one-time codes.</summary>
    /// <param name="token">The secret part of the link, which is used up.</param>
    /// <param name="handle">The name, where the link lets it be chosen.</param>
    /// <param name="chosen">The password, and a code of the secret that was offered.</param>
    /// <param name="visit">Where from.</param>
    /// <param name="previous">The secret id of a session of the same browser, which ends; null for none.</param>
    /// <param name="cancellationToken">Ends the work before it is durable.</param>
    /// <returns>A session with recovery codes; or what is wrong, after which the link is still good.</returns>
    public async Task<Result<StartedSession>> ByPasswordAsync(
        string token, string handle, NewPassword chosen, Visit visit, string? previous, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(chosen);
        ArgumentNullException.ThrowIfNull(handle);
        var found = await links.FindAsync(token, cancellationToken);
        if (!found.Succeeded(out var offer, out var refusal))
        {
            return refusal;
        }

        if (Handle.TryParse(offer.Handle ?? handle) is not { } name)
        {
            return new HandleInvalid();
        }

        if (PasswordRules.FindRefusal(chosen.Password, name) is { } weakness)
        {
            return weakness;
        }

        var hash = PasswordHash.Make(chosen.Password); // Before the unit: it takes long and others would wait.
        return await SetUpAsync(token, offer, name, NewAccountId(), visit, previous, SignInMethod.PasswordAndCode, account =>
        {
            if (!totp.Accept(account, chosen.SealedOffer, offer.Holder, chosen.Code))
            {
                return new CodeWrong();
            }

            account.PasswordHash = hash;
            return RecoveryCodes.RenewIn(account);
        }, cancellationToken);
    }

    /// <summary>Sets an account up with a passkey that was checked.</summary>
    /// <param name="token">The secret part of the link, which is used up.</param>
    /// <param name="accountId">The account that the passkey names; counts where it is still to be made.</param>
    /// <param name="handle">The name, where the link lets it be chosen.</param>
    /// <param name="passkey">The passkey.</param>
    /// <param name="visit">Where from.</param>
    /// <param name="previous">The secret id of a session of the same browser, which ends; null for none.</param>
    /// <param name="cancellationToken">Ends the work before it is durable.</param>
    /// <returns>A session; or what is wrong, after which the link is still good.</returns>
    public async Task<Result<StartedSession>> ByPasskeyAsync(
        string token, Guid accountId, string handle, NewPasskey passkey, Visit visit, string? previous, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(passkey);
        ArgumentNullException.ThrowIfNull(handle);
        var found = await links.FindAsync(token, cancellationToken);
        if (!found.Succeeded(out var offer, out var refusal))
        {
            return refusal;
        }

        if (Handle.TryParse(offer.Handle ?? handle) is not { } name)
        {
            return new HandleInvalid();
        }

        return await SetUpAsync(token, offer, name, accountId, visit, previous, SignInMethod.Passkey, account =>
        {
            data.Add(passkey.Of(account.Id, clock.GetUtcNow()));
            return Array.Empty<string>();
        }, cancellationToken);
    }

    private async Task<Result<StartedSession>> SetUpAsync(
        string token,
        SetUpOffer offer,
        string handle,
        Guid newId,
        Visit visit,
        string? previous,
        SignInMethod method,
        Func<StaffAccount, Result<string[]>> apply,
        CancellationToken cancellationToken) => await unitOfWork.RunAsync<StartedSession>(
            async (transaction, ended) =>
            {
                if (!await links.UseAsync(token, ended) || await AccountAsync(transaction, offer, handle, newId, ended) is not { } account)
                {
                    return new LinkOver();
                }

                if (!apply(account).Succeeded(out var codes, out var refusal))
                {
                    return refusal;
                }

                await sessions.EndAllAsync(account.Id, exceptId: null, ended);
                await sessions.EndBySecretAsync(previous, ended);
                transaction.Audit(new AuditAct(
                    AuditActor.Staff, "staff.set_up", "staff_account", account.Id.ToString("D"), new Dictionary<string, string>
                    {
                        ["actor_tag"] = account.Id.ToString("D"),
                        ["method"] = method.ToString(),
                    }));
                return new StartedSession(sessions.Begin(transaction, account.Id, method, visit))
                {
                    RecoveryCodes = codes.Length > 0 ? codes : null,
                };
            },
            cancellationToken);

    private async Task<StaffAccount?> AccountAsync(
        Transaction transaction, SetUpOffer offer, string handle, Guid newId, CancellationToken cancellationToken)
    {
        if (offer.AccountId is { } known)
        {
            return await data.Set<StaffAccount>().Include(account => account.RecoveryCodes)
                .SingleOrDefaultAsync(account => account.Id == known, cancellationToken);
        }

        if (await data.Set<StaffAccount>().AnyAsync(cancellationToken))
        {
            return null;
        }

        var account = new StaffAccount
        {
            Id = newId,
            Handle = handle,
            Roles = StaffRoles.Administrator,
            CreatedAt = transaction.StartedAt,
        };
        data.Add(account);
        return account;
    }
}

/// <summary>A password that somebody chose, with the proof that their app makes codes. Secret: its text form is redacted.</summary>
/// <param name="Password">As typed. Secret.</param>
/// <param name="SealedOffer">The secret of the codes as it was offered.</param>
/// <param name="Code">A code of it. Secret.</param>
public sealed record NewPassword(string Password, string SealedOffer, string Code)
{
    /// <summary>A fixed mark in place of the password.</summary>
    /// <returns><c>[password]</c></returns>
    public override string ToString() => "[password]";
}
