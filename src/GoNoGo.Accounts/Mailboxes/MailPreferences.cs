using System.Globalization;
using GoNoGo.Accounts.Users;
using GoNoGo.Gdpr.Consent;
using GoNoGo.Gdpr.Erasure;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Accounts.Mailboxes;

/// <summary>What people chose about the mails they get, and the one way to leave them: by the token in the mail itself.</summary>
/// <param name="data">The context that the caller's unit of work shares.</param>
/// <param name="keys">The key of the mailboxes.</param>
/// <param name="vault">Where addresses are.</param>
/// <param name="consents">Where withdrawals are entered.</param>
/// <param name="erasures">Where it is entered that an address is gone, for a database that is restored.</param>
public sealed class MailPreferences(DataContext data, KeyRing keys, MailboxVault vault, ConsentLedger consents, Erasures erasures)
{
    /// <summary>Whether somebody has not said that they do not want a kind of mail.</summary>
    /// <param name="recipient">A subject's id, or that of somebody of the staff.</param>
    /// <param name="kind">The kind's name on the wire.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>True where nothing was chosen.</returns>
    public async Task<bool> IsWantedAsync(Guid recipient, string kind, CancellationToken cancellationToken) =>
        !await data.Set<MailPreference>().AnyAsync(
            preference => preference.RecipientId == recipient && preference.Kind == kind && !preference.IsWanted, cancellationToken);

    /// <summary>The token with which mails of a kind to somebody can be left; always the same one, as long as mail can arrive.</summary>
    /// <param name="transaction">The running unit of work.</param>
    /// <param name="recipient">A subject's id, or that of somebody of the staff.</param>
    /// <param name="kind">The kind's name on the wire.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>22 characters of base64url. Secret.</returns>
    public async Task<string> TokenAsync(Transaction transaction, Guid recipient, string kind, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        var known = await data.Set<MailPreference>().AsNoTracking()
            .SingleOrDefaultAsync(preference => preference.RecipientId == recipient && preference.Kind == kind, cancellationToken);
        if (known is not null && keys.Find(KeyPurpose.Mailbox, known.KeyVersion) is { } oldKey)
        {
            return MailTokens.TextOf(MailTokens.Open(oldKey, known.SealedToken, recipient));
        }

        var key = keys.Current(KeyPurpose.Mailbox);
        var token = MailTokens.New();
        if (known is not null)
        {
            data.Remove(known);
            await data.SaveChangesAsync(cancellationToken);
        }

        data.Add(new MailPreference
        {
            RecipientId = recipient,
            Kind = kind,
            IsWanted = known?.IsWanted ?? true,
            TokenHash = MailTokens.HashOf(token),
            SealedToken = MailTokens.Seal(key, token, recipient),
            KeyVersion = key.Version,
        });
        return MailTokens.TextOf(token);
    }

    /// <summary>What a token stands for.</summary>
    /// <param name="token">The secret part of a link.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>Null for one that is not, or no longer, known.</returns>
    public async Task<MailChoice?> FindAsync(string token, CancellationToken cancellationToken)
    {
        if (await FindRowAsync(token, data.Set<MailPreference>().AsNoTracking(), cancellationToken) is not { } preference)
        {
            return null;
        }

        var isCommenter = await IsCommenterAsync(preference.RecipientId, cancellationToken);
        return new MailChoice(preference.Kind, preference.IsWanted, CanLeaveAll: isCommenter);
    }

    /// <summary>
    /// Ends mails, as easily as they were begun: no login, no reason (GDPR art. 7(3)). All of a commenter's mails end with the consent
    /// withdrawn and the address deleted; of the staff, and where only the kind is named, that kind ends. Audited.
    /// </summary>
    /// <param name="transaction">The running unit of work.</param>
    /// <param name="token">The secret part of the link; an unknown one changes nothing.</param>
    /// <param name="onlyKind">Whether only mails of this kind are to end.</param>
    /// <param name="form">Where it was done: <c>mail_one_click</c>, <c>mail_page</c>.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>Whether anything ended.</returns>
    public async Task<bool> LeaveAsync(
        Transaction transaction, string token, bool onlyKind, string form, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        if (await FindRowAsync(token, data.Set<MailPreference>(), cancellationToken) is not { } preference)
        {
            return false;
        }

        if (!onlyKind && await IsCommenterAsync(preference.RecipientId, cancellationToken))
        {
            var subject = new SubjectId(preference.RecipientId);
            await consents.WithdrawAsync(transaction, subject, ConsentPurposes.NotifyByEmail, form, cancellationToken);
            await vault.RemoveAsync(subject, cancellationToken);
            await erasures.EnterMailEndAsync(transaction, subject, cancellationToken);
            return true;
        }

        if (!preference.IsWanted)
        {
            return false;
        }

        preference.IsWanted = false;
        transaction.Audit(Act(preference, "mail.kind_left", form));
        return true;
    }

    /// <summary>Lets a kind of mail come again that its reader had ended by the same link. Audited.</summary>
    /// <param name="transaction">The running unit of work.</param>
    /// <param name="token">The secret part of the link; an unknown one changes nothing.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>Whether anything changed.</returns>
    public async Task<bool> ResumeAsync(Transaction transaction, string token, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        if (await FindRowAsync(token, data.Set<MailPreference>(), cancellationToken) is not { IsWanted: false } preference)
        {
            return false;
        }

        preference.IsWanted = true;
        transaction.Audit(Act(preference, "mail.kind_resumed", "mail_page"));
        return true;
    }

    /// <summary>Sets whether a person wants a kind of mail.</summary>
    /// <param name="transaction">The running unit of work.</param>
    /// <param name="recipient">A subject's id, or that of somebody of the staff.</param>
    /// <param name="kind">The kind's name on the wire.</param>
    /// <param name="isWanted">Whether they do.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>When it is part of the unit.</returns>
    public async Task ChooseAsync(
        Transaction transaction, Guid recipient, string kind, bool isWanted, CancellationToken cancellationToken)
    {
        await TokenAsync(transaction, recipient, kind, cancellationToken);
        await data.SaveChangesAsync(cancellationToken); // So that the row is found, whether it is new or not.
        (await data.Set<MailPreference>().SingleAsync(one => one.RecipientId == recipient && one.Kind == kind, cancellationToken))
            .IsWanted = isWanted;
    }

    private static AuditAct Act(MailPreference preference, string action, string form) => new(
        AuditActor.Visitor, action, "mail_kind", preference.Kind, new Dictionary<string, string>
        {
            ["recipient"] = preference.RecipientId.ToString("D", CultureInfo.InvariantCulture),
            ["form"] = form,
        })
    {
        Subject = new SubjectId(preference.RecipientId),
    };

    private static async Task<MailPreference?> FindRowAsync(
        string token, IQueryable<MailPreference> preferences, CancellationToken cancellationToken) =>
        MailTokens.HashOf(token) is { } hash
            ? await preferences.SingleOrDefaultAsync(preference => preference.TokenHash == hash, cancellationToken)
            : null;

    private async Task<bool> IsCommenterAsync(Guid recipient, CancellationToken cancellationToken) =>
        await data.Set<Mailbox>().AnyAsync(mailbox => mailbox.SubjectId == recipient, cancellationToken)
        && !await data.Set<StaffAccount>().AnyAsync(account => account.Id == recipient, cancellationToken);
}

/// <summary>What the token of a mail lets its reader choose.</summary>
/// <param name="Kind">The kind of mail that it came with, its name on the wire.</param>
/// <param name="IsWanted">Whether mails of that kind still come.</param>
/// <param name="CanLeaveAll">Whether all mails can be ended with it, and not only this kind.</param>
public sealed record MailChoice(string Kind, bool IsWanted, bool CanLeaveAll);
