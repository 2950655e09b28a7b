using GoNoGo.Integrations.Email.Sending;
using GoNoGo.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Integrations.Email.Ledger;

/// <summary>Removes what is no longer needed of mails; the retention sweep calls it.</summary>
internal sealed class MailRetention(DataContext data, PickupFolder folder)
{
    /// <summary>The longest window that is counted by address.</summary>
    private static readonly TimeSpan Counted = TimeSpan.FromDays(1);

    /// <summary>How long a mail lies in the folder if nobody picks it up: it holds an address and a text.</summary>
    private static readonly TimeSpan Lying = TimeSpan.FromDays(7);

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

    public int RemoveFiles(Transaction transaction, int limit) => folder.RemoveOlder(transaction.StartedAt - Lying, limit);
}
