using GoNoGo.Integrations.Email.Sending;
using GoNoGo.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Integrations.Email.Ledger;

/// <summary>Removes what is no longer needed of mails; the retention sweep calls it.</summary>
internal sealed class MailRetention(DataContext data, PickupFolder folder)
{
    /// <summary>How long a mail's row is kept after it has ended, and an address is left alone that was refused.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    /// <summary>The longest window that is counted by address.</summary>
    private static readonly TimeSpan Counted = TimeSpan.FromDays(1);

    /// <summary>How long a mail lies in the folder if nobody picks it up: it holds an address and a text.</summary>
    private static readonly TimeSpan Lying = TimeSpan.FromDays(7);

    public async Task<int> RemoveEndedAsync(Transaction transaction, int limit, CancellationToken cancellationToken)
    {
        var before = transaction.StartedAt - Kept;
        var due = await data.Set<Mail>().Where(mail => mail.EndedAt <= before)
            .OrderBy(mail => mail.EndedAt).Take(limit).ToListAsync(cancellationToken);
        data.RemoveRange(due);
        return due.Count;
    }

    /// <summary>Forgets by which mailbox a mail was counted.</summary>
    public async Task<int> ForgetAddressesAsync(Transaction transaction, int limit, CancellationToken cancellationToken)
    {
        var before = transaction.StartedAt - Counted;
        var due = await data.Set<Mail>()
            .Where(mail => mail.AddressId != null && (mail.LeftAt <= before || (mail.LeftAt == null && mail.EndedAt <= before)))
            .OrderBy(mail => mail.LeftAt).Take(limit).ToListAsync(cancellationToken);
        foreach (var mail in due)
        {
            mail.AddressId = null;
            mail.Revision++;
        }

        return due.Count;
    }

    public async Task<int> RemoveSuppressionsAsync(Transaction transaction, int limit, CancellationToken cancellationToken)
    {
        var before = transaction.StartedAt - Kept;
        var due = await data.Set<MailSuppression>().Where(suppression => suppression.At <= before)
            .OrderBy(suppression => suppression.At).Take(limit).ToListAsync(cancellationToken);
        data.RemoveRange(due);
        return due.Count;
    }

    public int RemoveFiles(Transaction transaction, int limit) => folder.RemoveOlder(transaction.StartedAt - Lying, limit);
}
