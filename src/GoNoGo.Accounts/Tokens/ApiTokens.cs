using System.Security.Cryptography;
using GoNoGo.Accounts.Sessions;
using GoNoGo.Accounts.SignIn;
using GoNoGo.Accounts.Users;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Results;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Accounts.Tokens;

/// <summary>
/// Tokens with which programs use the API in somebody's name: never more than the person may at that moment, never what asks again who is
/// there, and never for ever. Making and revoking one is audited.
/// </summary>
/// <param name="data">The context that units of work share.</param>
/// <param name="unitOfWork">Commits each act with its entry in the audit trail.</param>
/// <param name="clock">Ends tokens.</param>
public sealed class ApiTokens(DataContext data, UnitOfWork unitOfWork, TimeProvider clock)
{
    /// <summary>How many tokens a person may have.</summary>
    public const int MostPerPerson = 20;

    // Only the admin's pages ask for the others, and no token opens a page.
    private static readonly Permission[] OfPrograms =
    [
        Permission.ModerateComments, Permission.ManageContent, Permission.ManagePrivacy, Permission.ReadAudit, Permission.ManageEvents,
        Permission.ReadHealth,
    ];

    /// <summary>What of a person's permissions a token can carry: those that the API asks for.</summary>
    /// <param name="roles">Theirs.</param>
    /// <returns>In the order of the enumeration.</returns>
    public static IReadOnlyList<Permission> Offered(StaffRoles roles) => [.. OfPrograms.Where(permission => roles.Allow(permission))];

    /// <summary>Makes a token.</summary>
    /// <param name="by">Who does, for themselves; null for the command line, which does it for anybody.</param>
    /// <param name="handle">For whom. Personal.</param>
    /// <param name="wanted">What it is to be.</param>
    /// <param name="cancellationToken">Ends the work before it is durable.</param>
    /// <returns>
    /// The token with its secret; or <see cref="PersonNotFound"/>, <see cref="TokenNameInvalid"/>, <see cref="TokenPermissionsInvalid"/>,
    /// <see cref="TokenPeriodInvalid"/>, <see cref="TooManyTokens"/>.
    /// </returns>
    public async Task<Result<MadeApiToken>> MakeAsync(
        SignedInPerson? by, string handle, NewApiToken wanted, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        var name = wanted.Name.Trim();
        if (name.Length is 0 or > NewApiToken.LongestName || name.Any(char.IsControl))
        {
            return new TokenNameInvalid();
        }

        if (!NewApiToken.DayChoices.Contains(wanted.Days))
        {
            return new TokenPeriodInvalid();
        }

        return await unitOfWork.RunAsync<MadeApiToken>(
            async (transaction, ended) =>
            {
                await transaction.LockStaffAsync(ended);
                var known = Handle.TryParse(handle);
                if (await data.Set<StaffAccount>().AsNoTracking().SingleOrDefaultAsync(one => one.Handle == known, ended)
                    is not { } account)
                {
                    return new PersonNotFound();
                }

                var offered = Offered(account.Roles);
                if (wanted.Permissions.Count == 0 || wanted.Permissions.Any(permission => !offered.Contains(permission)))
                {
                    return new TokenPermissionsInvalid();
                }

                if (await data.Set<ApiToken>().CountAsync(token => token.AccountId == account.Id, ended) >= MostPerPerson)
                {
                    return new TooManyTokens();
                }

                var text = ApiTokenText.New();
                var token = new ApiToken
                {
                    Id = Guid.CreateVersion7(transaction.StartedAt),
                    AccountId = account.Id,
                    Name = name,
                    Mark = text.Mark,
                    Hash = SecretTexts.HashOf(text.Secret)!, // What was just made has the right form.
                    Permissions = Joined(wanted.Permissions),
                    CreatedAt = transaction.StartedAt,
                    ExpiresAt = transaction.StartedAt.AddDays(wanted.Days),
                };
                data.Add(token);
                transaction.Audit(Entry(by, "api_token.made", token));
                return new MadeApiToken(account.Handle, text.Reveal(), ViewOf(token, account.Handle));
            },
            cancellationToken);
    }

    /// <summary>Tokens that are still good, those that end last first.</summary>
    /// <param name="handle">Only this person's; null for all. Personal.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>Without anything secret.</returns>
    public async Task<IReadOnlyList<ApiTokenView>> ListAsync(string? handle, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var rows = await data.Set<ApiToken>().AsNoTracking()
            .Where(token => token.ExpiresAt > now)
            .Join(data.Set<StaffAccount>(), token => token.AccountId, account => account.Id, (token, account) =>
                new { Token = token, account.Handle })
            .Where(row => handle == null || row.Handle == handle)
            .OrderByDescending(row => row.Token.ExpiresAt)
            .ToListAsync(cancellationToken);
        return [.. rows.Select(row => ViewOf(row.Token, row.Handle))];
    }

    /// <summary>Makes a token worth nothing, at once and for all servers.</summary>
    /// <param name="by">Who does; null for the command line.</param>
    /// <param name="tokenId">Which.</param>
    /// <param name="onlyOwn">Whether it has to be theirs.</param>
    /// <param name="cancellationToken">Ends the work before it is durable.</param>
    /// <returns>Whose it was; or <see cref="TokenNotFound"/>.</returns>
    public Task<Result<ApiTokenRevoked>> RevokeAsync(
        SignedInPerson? by, Guid tokenId, bool onlyOwn, CancellationToken cancellationToken) => unitOfWork.RunAsync<ApiTokenRevoked>(
            async (transaction, ended) =>
            {
                if (await data.Set<ApiToken>().SingleOrDefaultAsync(one => one.Id == tokenId, ended) is not { } token
                    || (onlyOwn && token.AccountId != by?.AccountId))
                {
                    return new TokenNotFound();
                }

                data.Remove(token);
                transaction.Audit(Entry(by, "api_token.revoked", token));
                return new ApiTokenRevoked(await data.Set<StaffAccount>().Where(account => account.Id == token.AccountId)
                    .Select(account => account.Handle).SingleAsync(ended));
            },
            cancellationToken);

    /// <summary>In whose name a program comes, and what it may: what the token carries, as far as the person still may it.</summary>
    /// <param name="text">What stands behind <c>Bearer</c>. Secret.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>Null for a token that is wrong, over or revoked: which of them is not told.</returns>
    public async Task<SignedInPerson?> FindAsync(string text, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (ApiTokenText.TryParse(text) is not { Mark: var mark, Secret: var secret } || SecretTexts.HashOf(secret) is not { } hash)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        var candidates = await data.Set<ApiToken>().AsNoTracking()
            .Where(token => token.Mark == mark && token.ExpiresAt > now)
            .Join(data.Set<StaffAccount>(), token => token.AccountId, account => account.Id, (token, account) =>
                new { Token = token, account.Handle, account.Roles })
            .ToListAsync(cancellationToken);
        if (candidates.Find(one => CryptographicOperations.FixedTimeEquals(one.Token.Hash, hash)) is not { } found)
        {
            return null;
        }

        var today = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        if (found.Token.LastUsedOn != today)
        {
            await NoteUseAsync(found.Token.Id, today, cancellationToken);
        }

        // Nobody is there who could show who they are once more.
        return new SignedInPerson(found.Token.AccountId, found.Handle, found.Roles, found.Token.Id, MustConfirm: true)
        {
            TokenScope = PermissionNames.Parse(found.Token.Permissions.Split(',')),
        };
    }

    /// <summary>Ends all tokens of a person, as part of the caller's unit of work.</summary>
    internal async Task EndAllAsync(Guid accountId, CancellationToken cancellationToken) =>
        data.RemoveRange(await data.Set<ApiToken>().Where(token => token.AccountId == accountId).ToListAsync(cancellationToken));

    /// <summary>Takes from a person's tokens what their new roles do not include; one that carries nothing any more ends.</summary>
    internal async Task CutAsync(Guid accountId, StaffRoles roles, CancellationToken cancellationToken)
    {
        var offered = Offered(roles);
        foreach (var token in await data.Set<ApiToken>().Where(token => token.AccountId == accountId).ToListAsync(cancellationToken))
        {
            token.Permissions = Joined(PermissionNames.Parse(token.Permissions.Split(',')).Where(offered.Contains));
            if (token.Permissions.Length == 0)
            {
                data.Remove(token);
            }
        }
    }

    private static string Joined(IEnumerable<Permission> permissions) =>
        string.Join(',', permissions.Distinct().Order().Select(PermissionNames.NameOf));

    private static ApiTokenView ViewOf(ApiToken token, string handle) => new(
        token.Id,
        handle,
        token.Name,
        ApiTokenText.Prefix + token.Mark,
        PermissionNames.Parse(token.Permissions.Split(',')),
        token.CreatedAt,
        token.ExpiresAt,
        token.LastUsedOn is { } day ? DateOnly.FromDateTime(day.UtcDateTime) : null);

    private static AuditAct Entry(SignedInPerson? by, string action, ApiToken token)
    {
        var details = new Dictionary<string, string>
        {
            ["account"] = token.AccountId.ToString("D"),
            ["permissions"] = token.Permissions,
        };
        return by?.Act(action, "api_token", token.Id.ToString("D"), details)
            ?? new AuditAct(AuditActor.Operator, action, "api_token", token.Id.ToString("D"), details);
    }

    private async Task NoteUseAsync(Guid tokenId, DateTimeOffset today, CancellationToken cancellationToken) =>
        await unitOfWork.RunUnenteredAsync<Noted>(
            async (_, ended) =>
            {
                if (await data.Set<ApiToken>().SingleOrDefaultAsync(token => token.Id == tokenId, ended) is { } token)
                {
                    token.LastUsedOn = today;
                }

                return new Noted();
            },
            cancellationToken);

    private sealed record Noted;
}
