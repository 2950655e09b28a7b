using GoNoGo.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Integrations.Email.Ledger;

/// <summary>Puts mails into the ledger, in the unit of work of what they tell of.</summary>
internal sealed class MailQueue(DataContext data)
{
    /// <summary>Queues a mail and publishes that it is to leave.</summary>
    public static void Add(Transaction transaction, string kind, Guid recipient, string resource, TimeSpan wait = default)
    {
        var due = transaction.StartedAt + wait;
        var mail = new Mail
        {
            Id = Guid.CreateVersion7(transaction.StartedAt),
            Kind = kind,
            RecipientId = recipient,
            ResourceId = resource,
            QueuedAt = transaction.StartedAt,
            DueAt = due,
        };
        transaction.Data.Add(mail);
        transaction.Publish(new MailQueued(mail.Id), due);
    }

    /// <summary>The same, unless somebody was or is to be told of the same already.</summary>
    public async Task AddOnceAsync(
        Transaction transaction, string kind, Guid recipient, string resource, TimeSpan wait, CancellationToken cancellationToken)
    {
        // Whose it is may turn out as it leaves, and then stands in the row: what asked for it is the same.
        var isKnown = recipient != Guid.Empty;
        if (!await data.Set<Mail>().AnyAsync(
            mail => mail.ResourceId == resource && mail.Kind == kind && (!isKnown || mail.RecipientId == recipient)
                && mail.Status != MailStatus.Skipped,
            cancellationToken))
        {
            Add(transaction, kind, recipient, resource, wait);
        }
    }

    /// <summary>The same, unless one waits already, not before a moment, and not before a pause after the last has left.</summary>
    public async Task AddSparinglyAsync(
        Transaction transaction,
        string kind,
        Guid recipient,
        string resource,
        DateTimeOffset earliest,
        TimeSpan pause,
        CancellationToken cancellationToken)
    {
        var earlier = data.Set<Mail>().Where(mail => mail.ResourceId == resource && mail.Kind == kind && mail.RecipientId == recipient);
        if (await earlier.AnyAsync(mail => mail.Status == MailStatus.Queued, cancellationToken))
        {
            return;
        }

        var leftAt = await earlier.MaxAsync(mail => mail.LeftAt, cancellationToken);
        var due = leftAt is { } left && left + pause > earliest ? left + pause : earliest;
        Add(transaction, kind, recipient, resource, due - transaction.StartedAt);
    }

    /// <summary>Ends what waits about a resource and is no longer true.</summary>
    public async Task SupersedeAsync(
        Transaction transaction, string resource, IReadOnlyCollection<string> kinds, CancellationToken cancellationToken)
    {
        var waiting = await data.Set<Mail>()
            .Where(mail => mail.ResourceId == resource && kinds.Contains(mail.Kind) && mail.Status == MailStatus.Queued)
            .ToListAsync(cancellationToken);
        foreach (var mail in waiting)
        {
            MailEnd.Skip(transaction, mail, "superseded", recipientTag: null);
        }
    }
}
