using System.Text;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Accounts.Mailboxes;

/// <summary>Keeps the addresses of who wants mail, each encrypted and bound to its subject.</summary>
/// <param name="data">The context that the caller's unit of work shares.</param>
/// <param name="keys">The mailbox key.</param>
public sealed class MailboxVault(DataContext data, KeyRing keys)
{
    /// <summary>How long an address waits for its owner to confirm it.</summary>
    public static readonly TimeSpan ConfirmationPeriod = TimeSpan.FromHours(48);

    /// <summary>Keeps an address that nobody has confirmed yet: no mail but the question itself may go there.</summary>
    /// <param name="transaction">The running unit of work.</param>
    /// <param name="subject">Whose it is said to be.</param>
    /// <param name="address">The address. Personal; encrypted before it is stored.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>When the mailbox is part of the unit of work; a confirmed one is left as it is.</returns>
    public async Task KeepUnconfirmedAsync(
        Transaction transaction, SubjectId subject, EmailAddress address, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        ArgumentNullException.ThrowIfNull(address);
        var until = transaction.StartedAt + ConfirmationPeriod;
        var mailbox = await data.Set<Mailbox>().SingleOrDefaultAsync(known => known.SubjectId == subject.Value, cancellationToken);
        if (mailbox is null)
        {
            var key = keys.Current(KeyPurpose.Mailbox);
            data.Add(new Mailbox
            {
                SubjectId = subject.Value,
                Address = key.Encrypt(Encoding.UTF8.GetBytes(address.Reveal()), subject.Value.ToByteArray()),
                KeyVersion = key.Version,
                UnconfirmedUntil = until,
            });
        }
        else if (mailbox.UnconfirmedUntil is not null)
        {
            mailbox.UnconfirmedUntil = until;
        }
    }

    /// <summary>Forgets addresses that their owners have not confirmed in time.</summary>
    /// <param name="transaction">The running unit of work.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>How many they were.</returns>
    public async Task<int> RemoveUnconfirmedAsync(Transaction transaction, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        var due = await data.Set<Mailbox>()
            .Where(mailbox => mailbox.UnconfirmedUntil <= transaction.StartedAt)
            .OrderBy(mailbox => mailbox.UnconfirmedUntil)
            .Take(limit)
            .ToListAsync(cancellationToken);
        data.RemoveRange(due);
        return due.Count;
    }

    /// <summary>Forgets a person's address.</summary>
    /// <param name="subject">Whose.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>When the removal is part of the unit of work.</returns>
    public async Task RemoveAsync(SubjectId subject, CancellationToken cancellationToken)
    {
        if (await data.Set<Mailbox>().SingleOrDefaultAsync(known => known.SubjectId == subject.Value, cancellationToken) is { } mailbox)
        {
            data.Remove(mailbox);
        }
    }
}
