using GoNoGo.Accounts.Mailboxes;
using GoNoGo.Accounts.Sessions;
using GoNoGo.Accounts.SignIn;
using GoNoGo.Accounts.Tokens;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Results;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Accounts.Users;

/// <summary>
/// The people of the staff: who they are and what they may. Changing that ends their sessions, so that nobody goes on under old rights.
/// Each act is audited.
/// </summary>
/// <param name="data">The context that units of work share.</param>
/// <param name="unitOfWork">Commits each act with its entry in the audit trail.</param>
/// <param name="links">Makes the links that are handed to people.</param>
/// <param name="sessions">Ends sessions.</param>
/// <param name="tokens">Ends and cuts API tokens.</param>
/// <param name="notices">Forgets addresses.</param>
public sealed class StaffDirectory(
    DataContext data, UnitOfWork unitOfWork, OneTimeLinks links, SessionStore sessions, ApiTokens tokens, StaffNotices notices)
{
    /// <summary>Everybody with an account, by name.</summary>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>Nothing secret.</returns>
    public async Task<IReadOnlyList<StaffView>> ListAsync(CancellationToken cancellationToken) =>
        await data.Set<StaffAccount>().AsNoTracking()
            .OrderBy(account => account.Handle)
            .Select(account => new StaffView(
                account.Id, account.Handle, account.Roles, account.CreatedAt, account.PasswordHash != null, account.Passkeys.Count))
            .ToListAsync(cancellationToken);

    /// <summary>Adds a person and makes a link with which they set their account up.</summary>
    /// <param name="by">Who does; null for the command line.</param>
    /// <param name="handle">The name they will sign in by. Personal.</param>
    /// <param name="roles">What they are there for.</param>
    /// <param name="cancellationToken">Ends the work before it is durable.</param>
    /// <returns>The link; or <see cref="HandleInvalid"/>, <see cref="HandleTaken"/>, <see cref="RoleMissing"/>.</returns>
    public async Task<Result<PersonLink>> AddAsync(
        SignedInPerson? by, string handle, StaffRoles roles, CancellationToken cancellationToken)
    {
        if (Handle.TryParse(handle) is not { } name)
        {
            return new HandleInvalid();
        }

        if (roles is StaffRoles.None)
        {
            return new RoleMissing();
        }

        return await unitOfWork.RunAsync<PersonLink>(
            async (transaction, ended) =>
            {
                if (await data.Set<StaffAccount>().AnyAsync(account => account.Handle == name, ended))
                {
                    return new HandleTaken();
                }

                var id = Guid.CreateVersion7(transaction.StartedAt);
                data.Add(new StaffAccount { Id = id, Handle = name, Roles = roles, CreatedAt = transaction.StartedAt });
                transaction.Audit(Entry(by, "staff.added", id, roles));
                return new PersonLink(name, await links.MakeAsync(transaction, id, ended));
            },
            cancellationToken);
    }

    /// <summary>Takes a person's passkeys, password, sessions and tokens away and makes a link with which they begin anew.</summary>
    /// <param name="by">Who does; null for the command line.</param>
    /// <param name="handle">Whose. Personal.</param>
    /// <param name="cancellationToken">Ends the work before it is durable.</param>
    /// <returns>The link; or <see cref="PersonNotFound"/>.</returns>
    public Task<Result<PersonLink>> ResetAsync(SignedInPerson? by, string handle, CancellationToken cancellationToken) =>
        unitOfWork.RunAsync<PersonLink>(
            async (transaction, ended) =>
            {
                await transaction.LockStaffAsync(ended);
                if (await FindAsync(handle, ended) is not { } account)
                {
                    return new PersonNotFound();
                }

                account.Passkeys.Clear();
                account.RecoveryCodes.Clear();
                (account.PasswordHash, account.SealedTotpSecret, account.TotpKeyVersion) = (null, null, null);
                await sessions.EndAllAsync(account.Id, exceptId: null, ended);
                await tokens.EndAllAsync(account.Id, ended);
                transaction.Audit(Entry(by, "staff.reset", account.Id, account.Roles));
                return new PersonLink(account.Handle, await links.MakeAsync(transaction, account.Id, ended));
            },
            cancellationToken);

    /// <summary>Changes what a person is there for.</summary>
    /// <param name="by">Who does; null for the command line.</param>
    /// <param name="handle">Whose. Personal.</param>
    /// <param name="roles">All their roles from now on.</param>
    /// <param name="cancellationToken">Ends the work before it is durable.</param>
    /// <returns>What they are now; or <see cref="PersonNotFound"/>, <see cref="RoleMissing"/>, <see cref="LastAdministrator"/>.</returns>
    public Task<Result<StaffView>> ChangeRolesAsync(
        SignedInPerson? by, string handle, StaffRoles roles, CancellationToken cancellationToken) => unitOfWork.RunAsync<StaffView>(
            async (transaction, ended) =>
            {
                await transaction.LockStaffAsync(ended);
                if (await FindAsync(handle, ended) is not { } account)
                {
                    return new PersonNotFound();
                }

                if (roles is StaffRoles.None)
                {
                    return new RoleMissing();
                }

                if (!roles.HasFlag(StaffRoles.Administrator) && await IsLastAdministratorAsync(account, ended))
                {
                    return new LastAdministrator();
                }

                if (account.Roles != roles)
                {
                    account.Roles = roles;
                    await sessions.EndAllAsync(account.Id, exceptId: null, ended);
                    await tokens.CutAsync(account.Id, roles, ended);
                    transaction.Audit(Entry(by, "staff.roles_changed", account.Id, roles));
                }

                return ViewOf(account);
            },
            cancellationToken);

    /// <summary>Removes a person: account, ways in, sessions, tokens, address. What they did stays under a random id.</summary>
    /// <param name="by">Who does; null for the command line.</param>
    /// <param name="handle">Whom. Personal.</param>
    /// <param name="cancellationToken">Ends the work before it is durable.</param>
    /// <returns>What they were; or <see cref="PersonNotFound"/>, <see cref="LastAdministrator"/>.</returns>
    public Task<Result<StaffView>> RemoveAsync(SignedInPerson? by, string handle, CancellationToken cancellationToken) =>
        unitOfWork.RunAsync<StaffView>(
            async (transaction, ended) =>
            {
                await transaction.LockStaffAsync(ended);
                if (await FindAsync(handle, ended) is not { } account)
                {
                    return new PersonNotFound();
                }

                if (await IsLastAdministratorAsync(account, ended))
                {
                    return new LastAdministrator();
                }

                await sessions.EndAllAsync(account.Id, exceptId: null, ended);
                await tokens.EndAllAsync(account.Id, ended);
                await notices.ForgetAsync(transaction, account.Id, ended);
                data.Remove(account);
                transaction.Audit(Entry(by, "staff.removed", account.Id, account.Roles));
                return ViewOf(account);
            },
            cancellationToken);

    /// <summary>Ends somebody's session.</summary>
    /// <param name="by">Who does.</param>
    /// <param name="sessionId">Which.</param>
    /// <param name="cancellationToken">Ends the work before it is durable.</param>
    /// <returns>That one ended; or <see cref="SessionNotFound"/>, and nothing is entered.</returns>
    public Task<Result<SessionsEnded>> EndSessionAsync(SignedInPerson by, Guid sessionId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(by);
        return unitOfWork.RunAsync<SessionsEnded>(
            async (transaction, ended) =>
            {
                if (await sessions.EndAsync(sessionId, ownerId: null, ended) is null)
                {
                    return new SessionNotFound();
                }

                transaction.Audit(by.Act("staff.sessions_ended", "session", sessionId.ToString("D")));
                return new SessionsEnded(1);
            },
            cancellationToken);
    }

    private async Task<StaffAccount?> FindAsync(string handle, CancellationToken cancellationToken)
    {
        var name = Handle.TryParse(handle);
        return await data.LoadWholeAsync(account => account.Handle == name, cancellationToken);
    }

    private async Task<bool> IsLastAdministratorAsync(StaffAccount account, CancellationToken cancellationToken) =>
        account.Roles.HasFlag(StaffRoles.Administrator)
        && !await data.Set<StaffAccount>().AnyAsync(
            other => other.Id != account.Id && (other.Roles & StaffRoles.Administrator) != StaffRoles.None, cancellationToken);

    private static StaffView ViewOf(StaffAccount account) => new(
        account.Id, account.Handle, account.Roles, account.CreatedAt, account.PasswordHash is not null, account.Passkeys.Count);

    /// <summary>How many secrets of one-time codes are under a key.</summary>
    /// <param name="keyVersion">Its version.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>As many people as could not sign in by password without it.</returns>
    public Task<int> CountCodesUnderAsync(int keyVersion, CancellationToken cancellationToken) =>
        data.Set<StaffAccount>().CountAsync(account => account.TotpKeyVersion == keyVersion, cancellationToken);

    private static AuditAct Entry(SignedInPerson? by, string action, Guid accountId, StaffRoles roles)
    {
        var details = new Dictionary<string, string> { ["roles"] = string.Join(',', RolePermissions.NamesOf(roles)) };
        return by?.Act(action, "staff_account", accountId.ToString("D"), details)
            ?? new AuditAct(AuditActor.Operator, action, "staff_account", accountId.ToString("D"), details);
    }
}

/// <summary>A person of the staff as administrators see them. Personal.</summary>
/// <param name="Id">A pseudonym.</param>
/// <param name="Handle">Their name.</param>
/// <param name="Roles">What they are there for.</param>
/// <param name="CreatedAt">When they were added, UTC.</param>
/// <param name="HasPassword">Whether they can sign in by password and code.</param>
/// <param name="Passkeys">How many passkeys they have.</param>
public sealed record StaffView(Guid Id, string Handle, StaffRoles Roles, DateTimeOffset CreatedAt, bool HasPassword, int Passkeys)
{
    /// <summary>Whether they have set their account up.</summary>
    public bool IsSetUp => HasPassword || Passkeys > 0;
}

/// <summary>A one-time link for a person. Secret: its text form is redacted.</summary>
/// <param name="Handle">Whose. Personal.</param>
/// <param name="Token">The secret part of the link.</param>
public sealed record PersonLink(string Handle, string Token)
{
    /// <summary>A fixed mark in place of the link.</summary>
    /// <returns><c>[link]</c></returns>
    public override string ToString() => "[link]";
}
