using GoNoGo.Accounts.Sessions;
using GoNoGo.Accounts.Users;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Results;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Accounts.SignIn;

/// <summary>Makes and finds the links with which people of the staff begin. Whoever prints one hands it on by a way of their own.</summary>
/// <param name="data">The context that units of work share.</param>
/// <param name="unitOfWork">Commits a link.</param>
/// <param name="clock">Ends links.</param>
public sealed class OneTimeLinks(DataContext data, UnitOfWork unitOfWork, TimeProvider clock)
{
    /// <summary>How long a link is good.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>A link for a person, in place of those they had.</summary>
    /// <param name="transaction">The running unit of work.</param>
    /// <param name="accountId">Whose; null for whoever becomes the first administrator.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>The secret part of the link. Secret.</returns>
    public async Task<string> MakeAsync(Transaction transaction, Guid? accountId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        data.RemoveRange(await data.Set<OneTimeLink>().Where(link => link.AccountId == accountId).ToListAsync(cancellationToken));
        var token = SecretTexts.New();
        data.Add(new OneTimeLink
        {
            Hash = SecretTexts.HashOf(token)!, // What was just made has the right form.
            AccountId = accountId,
            ExpiresAt = transaction.StartedAt + Lifetime,
        });
        return token;
    }

    /// <summary>A link with which to become the first administrator, as long as nobody has an account.</summary>
    /// <param name="cancellationToken">Ends the work before it is durable.</param>
    /// <returns>The secret part of the link; null where there are accounts. Secret.</returns>
    public async Task<string?> OfferFirstAsync(CancellationToken cancellationToken)
    {
        if (await data.Set<StaffAccount>().AnyAsync(cancellationToken))
        {
            return null;
        }

        var made = await unitOfWork.RunUnenteredAsync<string>(
            async (transaction, ended) => await MakeAsync(transaction, accountId: null, ended), cancellationToken);
        return made.Value;
    }

    /// <summary>Who a link is for.</summary>
    /// <param name="token">The secret part of it.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>The offer, or <see cref="LinkOver"/> for a wrong, a used and an expired one alike.</returns>
    public async Task<Result<SetUpOffer>> FindAsync(string token, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(token);
        if (await FindRowAsync(token, cancellationToken) is not { } link)
        {
            return new LinkOver();
        }

        if (link.AccountId is not { } accountId)
        {
            return await data.Set<StaffAccount>().AnyAsync(cancellationToken)
                ? new LinkOver()
                : new SetUpOffer(Convert.ToHexString(link.Hash), AccountId: null, Handle: null);
        }

        var handle = await data.Set<StaffAccount>().Where(account => account.Id == accountId)
            .Select(account => account.Handle).SingleOrDefaultAsync(cancellationToken);
        return handle is null ? new LinkOver() : new SetUpOffer(Convert.ToHexString(link.Hash), accountId, handle);
    }

    /// <summary>Uses a link up. A second use at the same moment conflicts when it commits.</summary>
    internal async Task<bool> UseAsync(string token, CancellationToken cancellationToken)
    {
        if (await FindRowAsync(token, cancellationToken) is not { } link)
        {
            return false;
        }

        data.Remove(link);
        return true;
    }

    private async Task<OneTimeLink?> FindRowAsync(string token, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return SecretTexts.HashOf(token) is { } hash
            ? await data.Set<OneTimeLink>().SingleOrDefaultAsync(link => link.Hash == hash && link.ExpiresAt > now, cancellationToken)
            : null;
    }
}

/// <summary>What a one-time link lets its holder do: choose how they sign in.</summary>
/// <param name="Holder">Binds what is begun with the link to it. Not secret.</param>
/// <param name="AccountId">Whose account; null for the first administrator's, which is still to be made. Personal: a pseudonym.</param>
/// <param name="Handle">Their name; null where they choose it. Personal.</param>
public sealed record SetUpOffer(string Holder, Guid? AccountId, string? Handle)
{
    /// <summary>A fixed mark in place of the offer.</summary>
    /// <returns><c>[set-up]</c></returns>
    public override string ToString() => "[set-up]";
}

/// <summary>A one-time link is no longer good, or never was.</summary>
public sealed record LinkOver()
    : NotFound("link_over", "This link has been used or is over. Ask an administrator for a new one, or run: gonogo user reset NAME.");
