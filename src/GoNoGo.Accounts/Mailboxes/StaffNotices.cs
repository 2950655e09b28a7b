using GoNoGo.Accounts.Sessions;
using GoNoGo.Accounts.SignIn;
using GoNoGo.Accounts.Users;
using GoNoGo.Gdpr.Erasure;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Results;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Accounts.Mailboxes;

/// <summary>
/// Where people of the staff get mail and which: each gives an address and chooses, nobody sees it, and nothing but the question goes
/// there before its owner has followed the link. What their roles do not include they do not get, whatever they chose before.
/// </summary>
/// <param name="data">The context that units of work share.</param>
/// <param name="unitOfWork">Commits each act with its entry in the audit trail.</param>
/// <param name="vault">Where addresses are.</param>
/// <param name="erasures">Where it is entered that an address is gone, for a database that is restored.</param>
public sealed class StaffNotices(DataContext data, UnitOfWork unitOfWork, MailboxVault vault, Erasures erasures)
{
    /// <summary>How long the name of an author may be.</summary>
    public const int LongestName = 100;

    /// <summary>What a person has chosen.</summary>
    /// <param name="person">Whose.</param>
    /// <param name="cancellationToken">Ends the queries.</param>
    /// <returns>Without the address.</returns>
    public async Task<StaffNoticeView> ShowAsync(SignedInPerson person, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(person);
        var left = await data.Set<MailPreference>().AsNoTracking()
            .Where(preference => preference.RecipientId == person.AccountId && !preference.IsWanted)
            .Select(preference => preference.Kind).ToListAsync(cancellationToken);
        var choice = ChoiceOf(await data.Set<StaffNotice>().AsNoTracking()
            .SingleOrDefaultAsync(notice => notice.AccountId == person.AccountId, cancellationToken));
        var mailbox = await vault.FindAsync(new SubjectId(person.AccountId), cancellationToken);
        var hasLeftModeration = left.Contains(StaffNoticeChoice.NameOf(StaffMail.Moderation));
        return new StaffNoticeView(
            mailbox switch
            {
                null => AddressStanding.Missing,
                { UnconfirmedUntil: null } => AddressStanding.Confirmed,
                _ => AddressStanding.Waiting,
            },
            choice with
            {
                Moderation = hasLeftModeration ? MailTiming.Never : choice.Moderation,
                Kinds = [.. choice.Kinds.Where(mail => !left.Contains(StaffNoticeChoice.NameOf(mail)))],
            },
            StaffNoticeChoice.Offered(person.Roles));
    }

    /// <summary>Takes an address in place of the one there was. Its owner is asked by mail, and until they answer no mail comes.</summary>
    /// <param name="person">Whose account.</param>
    /// <param name="typed">The address. Personal.</param>
    /// <param name="cancellationToken">Ends the work before it is durable.</param>
    /// <returns>How it stands with it; or <see cref="AddressInvalid"/>, <see cref="PersonNotFound"/>.</returns>
    public async Task<Result<StaffAddressKept>> GiveAddressAsync(
        SignedInPerson person, string typed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(person);
        if (EmailAddress.TryParse(typed) is not { } address)
        {
            return new AddressInvalid();
        }

        return await unitOfWork.RunAsync<StaffAddressKept>(
            async (transaction, ended) =>
            {
                if (!await data.Set<StaffAccount>().AnyAsync(account => account.Id == person.AccountId, ended))
                {
                    return new PersonNotFound();
                }

                var subject = new SubjectId(person.AccountId);
                await vault.RemoveAsync(subject, ended);
                await data.SaveChangesAsync(ended); // The row of the old address makes room for that of the new one.
                await vault.KeepUnconfirmedAsync(transaction, subject, address, ended);
                transaction.Publish(new StaffAddressGiven(person.AccountId, Guid.CreateVersion7(transaction.StartedAt)));
                transaction.Audit(person.Act("staff.address_given", "staff_account", person.AuditTag));
                return new StaffAddressKept(AddressStanding.Waiting);
            },
            cancellationToken);
    }

    /// <summary>Deletes the address: no mail comes any more.</summary>
    /// <param name="person">Whose account.</param>
    /// <param name="cancellationToken">Ends the work before it is durable.</param>
    /// <returns>That there is none.</returns>
    public Task<Result<StaffAddressKept>> RemoveAddressAsync(SignedInPerson person, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(person);
        return unitOfWork.RunAsync<StaffAddressKept>(
            async (transaction, ended) =>
            {
                await ForgetAsync(transaction, person.AccountId, ended);
                transaction.Audit(person.Act("staff.address_removed", "staff_account", person.AuditTag));
                return new StaffAddressKept(AddressStanding.Missing);
            },
            cancellationToken);
    }

    /// <summary>Keeps what a person chooses; a kind that they left by the link of a mail comes again if they choose it here.</summary>
    /// <param name="person">Whose account.</param>
    /// <param name="choice">All that they choose.</param>
    /// <param name="cancellationToken">Ends the work before it is durable.</param>
    /// <returns>What is kept; or <see cref="AuthorNameInvalid"/>, <see cref="PersonNotFound"/>.</returns>
    public async Task<Result<StaffNoticeChoice>> ChooseAsync(
        SignedInPerson person, StaffNoticeChoice choice, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(choice);
        var name = choice.AuthorName?.Trim() is { Length: > 0 } given ? given : null;
        if (name is not null && (name.Length > LongestName || name.Any(char.IsControl)))
        {
            return new AuthorNameInvalid();
        }

        var kept = choice with { AuthorName = name };
        return await unitOfWork.RunAsync<StaffNoticeChoice>(
            async (transaction, ended) =>
            {
                if (!await data.Set<StaffAccount>().AnyAsync(account => account.Id == person.AccountId, ended))
                {
                    return new PersonNotFound();
                }

                await KeepAsync(person.AccountId, kept, ended);
                await ResumeAsync(person.AccountId, kept, ended);
                transaction.Audit(person.Act("staff.notices_chosen", "staff_account", person.AuditTag));
                return kept;
            },
            cancellationToken);
    }

    /// <summary>Those of the staff who want mails of a kind at an address that they have confirmed.</summary>
    /// <param name="mail">Which kind.</param>
    /// <param name="author">The author whom it is about, as posts name them; null for all others.</param>
    /// <param name="cancellationToken">Ends the queries.</param>
    /// <returns>All with an account and a confirmed address; those who do not want it with <see cref="MailTiming.Never"/>.</returns>
    public async Task<IReadOnlyList<StaffMailbox>> ReadAsync(StaffMail mail, string? author, CancellationToken cancellationToken)
    {
        var confirmed = data.Set<Mailbox>().Where(mailbox => mailbox.UnconfirmedUntil == null);
        var accounts = await data.Set<StaffAccount>().AsNoTracking()
            .Join(confirmed, account => account.Id, mailbox => mailbox.SubjectId, (account, _) =>
                new { account.Id, account.Handle, account.Roles })
            .OrderBy(account => account.Handle)
            .ToListAsync(cancellationToken);
        var ids = accounts.Select(account => account.Id).ToList();
        var notices = await data.Set<StaffNotice>().AsNoTracking()
            .Where(notice => ids.Contains(notice.AccountId))
            .ToDictionaryAsync(notice => notice.AccountId, cancellationToken);
        var mailboxes = new List<StaffMailbox>();
        foreach (var account in accounts)
        {
            if (await vault.FindAsync(new SubjectId(account.Id), cancellationToken) is { } mailbox)
            {
                var choice = ChoiceOf(notices.GetValueOrDefault(account.Id));
                var isAbout = author is null || author.Equals(choice.AuthorName ?? account.Handle, StringComparison.OrdinalIgnoreCase);
                var timing = isAbout && StaffNoticeChoice.Offered(account.Roles).Contains(mail) ? TimingOf(mail, choice) : MailTiming.Never;
                mailboxes.Add(new StaffMailbox(account.Id, mailbox.Address, timing, Language: null));
            }
        }

        return mailboxes;
    }

    /// <summary>Forgets the address of an account that ends, as part of the caller's unit of work.</summary>
    internal async Task ForgetAsync(Transaction transaction, Guid accountId, CancellationToken cancellationToken)
    {
        var subject = new SubjectId(accountId);
        if (await data.Set<Mailbox>().AnyAsync(mailbox => mailbox.SubjectId == accountId, cancellationToken))
        {
            await vault.RemoveAsync(subject, cancellationToken);
            await erasures.EnterMailEndAsync(transaction, subject, cancellationToken);
        }
    }

    private static MailTiming TimingOf(StaffMail mail, StaffNoticeChoice choice) => mail switch
    {
        StaffMail.Moderation => choice.Moderation,
        _ => choice.Kinds.Contains(mail) ? MailTiming.AtOnce : MailTiming.Never,
    };

    private static StaffNoticeChoice ChoiceOf(StaffNotice? notice) => notice is null
        ? StaffNoticeChoice.Default
        : new StaffNoticeChoice(notice.Moderation, StaffNoticeChoice.Parse(notice.Kinds.Split(',')), notice.AuthorName);

    private async Task KeepAsync(Guid accountId, StaffNoticeChoice choice, CancellationToken cancellationToken)
    {
        var kinds = string.Join(',', choice.Kinds.Order().Distinct().Select(StaffNoticeChoice.NameOf));
        if (await data.Set<StaffNotice>().SingleOrDefaultAsync(one => one.AccountId == accountId, cancellationToken) is { } notice)
        {
            (notice.Moderation, notice.Kinds, notice.AuthorName) = (choice.Moderation, kinds, choice.AuthorName);
        }
        else
        {
            data.Add(new StaffNotice
            {
                AccountId = accountId,
                Moderation = choice.Moderation,
                Kinds = kinds,
                AuthorName = choice.AuthorName,
            });
        }
    }

    private async Task ResumeAsync(Guid accountId, StaffNoticeChoice choice, CancellationToken cancellationToken)
    {
        var wanted = choice.Kinds.Append(StaffMail.Moderation)
            .Where(mail => TimingOf(mail, choice) is not MailTiming.Never)
            .Select(StaffNoticeChoice.NameOf).ToList();
        var left = await data.Set<MailPreference>()
            .Where(preference => preference.RecipientId == accountId && !preference.IsWanted && wanted.Contains(preference.Kind))
            .ToListAsync(cancellationToken);
        foreach (var preference in left)
        {
            preference.IsWanted = true;
        }
    }
}

/// <summary>How it stands with an address after it was changed.</summary>
/// <param name="Standing">Whether there is one, and whether it may be used.</param>
public sealed record StaffAddressKept(AddressStanding Standing);
