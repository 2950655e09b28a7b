using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Accounts.Mailboxes;

/// <summary>The addresses that want no mail, as keyed tags.</summary>
/// <param name="data">The context that the caller's unit of work shares.</param>
public sealed class DoNotMailList(DataContext data)
{
    /// <summary>Whether nothing may be mailed to an address but answers to its owner's own requests.</summary>
    /// <param name="tag">Its tag, under every key that lives.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>True where its owner has said so.</returns>
    public Task<bool> HoldsAsync(EmailTag tag, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tag);
        var tags = tag.All;
        return data.Set<DoNotMail>().AnyAsync(row => tags.Contains(row.EmailTag), cancellationToken);
    }

    /// <summary>Enters that an address wants no mail.</summary>
    /// <param name="transaction">The running unit of work.</param>
    /// <param name="tag">Its tag.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>When it is part of the unit.</returns>
    public async Task ForbidAsync(Transaction transaction, EmailTag tag, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        if (!await HoldsAsync(tag, cancellationToken))
        {
            data.Add(new DoNotMail { EmailTag = tag.Value, Since = transaction.StartedAt });
        }
    }

    /// <summary>Takes that back.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>When it is part of the unit.</returns>
    public async Task AllowAsync(EmailTag tag, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tag);
        var tags = tag.All;
        data.RemoveRange(await data.Set<DoNotMail>().Where(row => tags.Contains(row.EmailTag)).ToListAsync(cancellationToken));
    }
}
