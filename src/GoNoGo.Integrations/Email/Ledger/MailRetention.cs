using GoNoGo.Integrations.Email.Sending;
using GoNoGo.Platform.Data;

namespace GoNoGo.Integrations.Email.Ledger;

/// <summary>Removes what is no longer needed of mails; the retention sweep calls it.</summary>
internal sealed class MailRetention(PickupFolder folder)
{
    /// <summary>How long a mail lies in the folder if nobody picks it up: it holds an address and a text.</summary>
    private static readonly TimeSpan Lying = TimeSpan.FromDays(7);

    public int RemoveFiles(Transaction transaction, int limit) => folder.RemoveOlder(transaction.StartedAt - Lying, limit);
}
