using System.Globalization;
using System.Text;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Results;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Accounts.Mailboxes;

/// <summary>Keeps the addresses of who wants mail, each encrypted and bound to its subject.</summary>
/// <param name="data">The context that the caller's unit of work shares.</param>
/// <param name="subjectKeys">The key of each person, under which their address is.</param>
/// <param name="keys">The key of addresses from before people had keys of their own.</param>
public sealed class MailboxVault(DataContext data, SubjectKeys subjectKeys, KeyRing keys)
{
    /// <summary>How long an address waits for its owner to confirm it.</summary>
    public static readonly TimeSpan ConfirmationPeriod = TimeSpan.FromHours(48);

    /// <summary>Keeps an address that nobody has confirmed yet: no mail but the question itself may go there.</summary>
    /// <param name="transaction">The running unit of work.</param>
    /// <param name="subject">Whose it is said to be.</param>
    /// <param name="address">The address. Personal; encrypted before it is stored.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>
    /// When the mailbox is part of the unit of work. One that is confirmed, or still waits to be, is left as it is: nobody but its owner
    /// makes an address live longer.
    /// </returns>
    public async Task KeepUnconfirmedAsync(
        Transaction transaction, SubjectId subject, EmailAddress address, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        ArgumentNullException.ThrowIfNull(address);
        var mailbox = await data.Set<Mailbox>().SingleOrDefaultAsync(known => known.SubjectId == subject.Value, cancellationToken);
        if (mailbox?.UnconfirmedUntil <= transaction.StartedAt)
        {
            // Its time was over before the sweep came by: another link for another 48 hours, and none for the old one.
            data.Remove(mailbox);
            await data.SaveChangesAsync(cancellationToken);
            mailbox = null;
        }

        if (mailbox is null)
        {
            var key = await subjectKeys.FindOrMakeAsync(transaction, subject, cancellationToken);
            var token = MailTokens.New();
            data.Add(new Mailbox
            {
                SubjectId = subject.Value,
                Address = key.Encrypt(Encoding.UTF8.GetBytes(address.Reveal()), subject.Value.ToByteArray()),
                KeyVersion = key.Version,
                UnconfirmedUntil = transaction.StartedAt + ConfirmationPeriod,
                ConfirmationHash = MailTokens.HashOf(token),
                ConfirmationToken = MailTokens.Seal(key, token, subject.Value),
            });
        }
    }

    /// <summary>A person's mailbox, opened.</summary>
    /// <param name="subject">Whose.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>Null where there is none, or where its key was destroyed. One whose time is over may not have been swept yet.</returns>
    public async Task<OpenMailbox?> FindAsync(SubjectId subject, CancellationToken cancellationToken)
    {
        var mailbox = await data.Set<Mailbox>().AsNoTracking()
            .SingleOrDefaultAsync(known => known.SubjectId == subject.Value, cancellationToken);
        if (mailbox is null || await KeyOfAsync(mailbox, cancellationToken) is not { } key)
        {
            return null;
        }

        var address = EmailAddress.TryParse(Encoding.UTF8.GetString(key.Decrypt(mailbox.Address, subject.Value.ToByteArray())));
        var token = mailbox.ConfirmationToken is { } sealedToken
            ? MailTokens.TextOf(MailTokens.Open(key, sealedToken, subject.Value))
            : null;
        return address is null ? null : new OpenMailbox(subject, address, mailbox.UnconfirmedUntil, token);
    }

    /// <summary>Whether a link of the mail that asks is still good.</summary>
    /// <param name="token">The secret part of the link.</param>
    /// <param name="now">The moment that counts.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>False for a wrong, a used and an expired one alike.</returns>
    public async Task<bool> CanConfirmAsync(string token, DateTimeOffset now, CancellationToken cancellationToken) =>
        MailTokens.HashOf(token) is { } hash
        && await data.Set<Mailbox>().AnyAsync(
            mailbox => mailbox.ConfirmationHash == hash && mailbox.UnconfirmedUntil > now, cancellationToken);

    /// <summary>Makes an address usable: its owner has followed the link. A link does it once. Audited.</summary>
    /// <param name="transaction">The running unit of work.</param>
    /// <param name="token">The secret part of the link.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>Nothing more to say; or <see cref="ConfirmationNotFound"/> for a wrong, a used and an expired link alike.</returns>
    public async Task<Result<MailboxConfirmed>> ConfirmAsync(
        Transaction transaction, string token, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        if (MailTokens.HashOf(token) is not { } hash
            || await data.Set<Mailbox>().SingleOrDefaultAsync(known => known.ConfirmationHash == hash, cancellationToken) is not { } mailbox
            || mailbox.UnconfirmedUntil <= transaction.StartedAt)
        {
            return new ConfirmationNotFound();
        }

        mailbox.UnconfirmedUntil = null;
        mailbox.ConfirmationHash = null;
        mailbox.ConfirmationToken = null;
        transaction.Audit(new AuditAct(
            AuditActor.Visitor,
            "mailbox.confirmed",
            "mailbox",
            Guid.CreateVersion7(transaction.StartedAt).ToString("D"),
            new Dictionary<string, string> { ["subject"] = mailbox.SubjectId.ToString("D", CultureInfo.InvariantCulture) })
        {
            Subject = new SubjectId(mailbox.SubjectId),
        });
        return new MailboxConfirmed();
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
        var subjects = due.Select(mailbox => mailbox.SubjectId).ToList();
        data.RemoveRange(await data.Set<MailPreference>()
            .Where(preference => subjects.Contains(preference.RecipientId))
            .ToListAsync(cancellationToken));
        return due.Count;
    }

    /// <summary>How many addresses and tokens are under an old key that all once had in common.</summary>
    /// <param name="keyVersion">Its version.</param>
    /// <param name="cancellationToken">Ends the queries.</param>
    /// <returns>As many as would be lost with it.</returns>
    public async Task<int> CountUnderAsync(int keyVersion, CancellationToken cancellationToken) =>
        await data.Set<Mailbox>().CountAsync(mailbox => mailbox.KeyVersion == keyVersion, cancellationToken)
        + await data.Set<MailPreference>().CountAsync(preference => preference.KeyVersion == keyVersion, cancellationToken);

    /// <summary>Forgets a person's address, and what they chose about mails to it.</summary>
    /// <param name="subject">Whose.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>When the removal is part of the unit of work.</returns>
    public async Task RemoveAsync(SubjectId subject, CancellationToken cancellationToken)
    {
        if (await data.Set<Mailbox>().SingleOrDefaultAsync(known => known.SubjectId == subject.Value, cancellationToken) is { } mailbox)
        {
            data.Remove(mailbox);
        }

        data.RemoveRange(await data.Set<MailPreference>()
            .Where(preference => preference.RecipientId == subject.Value)
            .ToListAsync(cancellationToken));
    }

    private async Task<Key?> KeyOfAsync(Mailbox mailbox, CancellationToken cancellationToken) =>
        mailbox.KeyVersion == SubjectKeys.Version
            ? await subjectKeys.FindAsync(new SubjectId(mailbox.SubjectId), cancellationToken)
            : keys.Find(KeyPurpose.Mailbox, mailbox.KeyVersion);
}

/// <summary>A mailbox as the mail service needs it. Its text form is redacted.</summary>
/// <param name="Subject">Whose. Personal.</param>
/// <param name="Address">The address. Personal.</param>
/// <param name="UnconfirmedUntil">Until when it waits to be confirmed, UTC; null once it is.</param>
/// <param name="ConfirmationToken">The secret part of the link that confirms it; null once it has been used. Secret.</param>
public sealed record OpenMailbox(SubjectId Subject, EmailAddress Address, DateTimeOffset? UnconfirmedUntil, string? ConfirmationToken)
{
    /// <summary>A fixed mark in place of the mailbox.</summary>
    /// <returns><c>[mailbox]</c></returns>
    public override string ToString() => "[mailbox]";
}

/// <summary>An address may be used from now on.</summary>
public sealed record MailboxConfirmed;

/// <summary>No address waits for this link: it was never one, was used, or its 48 hours are over.</summary>
public sealed record ConfirmationNotFound()
    : NotFound("confirmation_not_found", "This link has been used or is over 48 hours old. Tick the box again with your next comment.");
