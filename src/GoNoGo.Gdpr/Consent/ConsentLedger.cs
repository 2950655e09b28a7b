using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using GoNoGo.Gdpr.Retention;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace GoNoGo.Gdpr.Consent;

/// <summary>Who agreed to what, in which words, and when. Append-only; each act is audited and published as an event.</summary>
/// <param name="data">The context that the caller's unit of work shares.</param>
/// <param name="keys">Sign the receipts.</param>
/// <param name="retention">How long a consent is proved once it is over.</param>
public sealed class ConsentLedger(DataContext data, KeyRing keys, IOptions<RetentionOptions> retention)
{
    /// <summary>Enters that a person agreed.</summary>
    /// <param name="transaction">The running unit of work.</param>
    /// <param name="given">Who, for what, how.</param>
    public void Give(Transaction transaction, ConsentGiving given)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        ArgumentNullException.ThrowIfNull(given);
        Enter(transaction, given, ConsentAct.Given);
        transaction.Audit(new AuditAct(AuditActor.Visitor, "consent.given", "comment", Text(given.CommentId), Details(given)));
        transaction.Publish(new ConsentGiven(given.CommentId, given.Wording.Purpose));
    }

    /// <summary>Enters that a person no longer agrees to what they agreed to with a comment.</summary>
    /// <param name="transaction">The running unit of work.</param>
    /// <param name="commentId">The comment.</param>
    /// <param name="form">Where it was done.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>When the withdrawals are part of the unit of work.</returns>
    public async Task WithdrawAllAsync(Transaction transaction, Guid commentId, string form, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        await WithdrawAsync(transaction, data.Set<ConsentRecord>().Where(record => record.CommentId == commentId), form, cancellationToken);
    }

    /// <summary>Enters that a person no longer agrees to a purpose with one comment.</summary>
    /// <param name="transaction">The running unit of work.</param>
    /// <param name="commentId">The comment.</param>
    /// <param name="purpose">One of <see cref="ConsentPurposes"/>.</param>
    /// <param name="form">Where it was done.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>When the withdrawals are part of the unit of work.</returns>
    public async Task WithdrawAsync(
        Transaction transaction, Guid commentId, string purpose, string form, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        var records = data.Set<ConsentRecord>().Where(record => record.CommentId == commentId && record.Purpose == purpose);
        await WithdrawAsync(transaction, records, form, cancellationToken);
    }

    /// <summary>Enters that a person no longer agrees to a purpose, whatever comment they had agreed with.</summary>
    /// <param name="transaction">The running unit of work.</param>
    /// <param name="subject">Who.</param>
    /// <param name="purpose">One of <see cref="ConsentPurposes"/>.</param>
    /// <param name="form">Where it was done.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>When the withdrawals are part of the unit of work.</returns>
    public async Task WithdrawAsync(
        Transaction transaction, SubjectId subject, string purpose, string form, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        var records = data.Set<ConsentRecord>().Where(record => record.SubjectId == subject.Value && record.Purpose == purpose);
        await WithdrawAsync(transaction, records, form, cancellationToken);
    }

    /// <summary>
    /// Says that what was allowed with a comment is over: its records are kept for as long as a claim may need them, and no longer.
    /// </summary>
    /// <param name="transaction">The running unit of work.</param>
    /// <param name="commentId">The comment.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>When the change is part of the unit of work.</returns>
    public async Task EndProofAsync(Transaction transaction, Guid commentId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        var records = await data.Set<ConsentRecord>()
            .Where(record => record.CommentId == commentId && record.RetainUntil == null)
            .ToListAsync(cancellationToken);
        records.ForEach(record => record.RetainUntil = ProofUntil(transaction));
    }

    /// <summary>Whether what was agreed to with a comment still holds.</summary>
    /// <param name="commentId">The comment.</param>
    /// <param name="purpose">One of <see cref="ConsentPurposes"/>.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>False where it was never given or has been withdrawn.</returns>
    public async Task<bool> HoldsAsync(Guid commentId, string purpose, CancellationToken cancellationToken)
    {
        var acts = await data.Set<ConsentRecord>().AsNoTracking()
            .Where(record => record.CommentId == commentId && record.Purpose == purpose)
            .ToListAsync(cancellationToken);
        return Last(acts)?.Act == ConsentAct.Given;
    }

    /// <summary>How often words were agreed to, and taken back, as far as it is still kept.</summary>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>By the hash of the words.</returns>
    public async Task<IReadOnlyDictionary<string, (int Given, int Withdrawn)>> CountAsync(CancellationToken cancellationToken)
    {
        var counts = await data.Set<ConsentRecord>().AsNoTracking()
            .GroupBy(record => new { record.TextSha256, record.Act })
            .Select(acts => new { acts.Key.TextSha256, acts.Key.Act, Count = acts.Count() })
            .ToListAsync(cancellationToken);
        return counts.ToLookup(one => one.TextSha256, StringComparer.Ordinal).ToDictionary(
            words => words.Key,
            words => (
                words.Where(one => one.Act == ConsentAct.Given).Sum(one => one.Count),
                words.Where(one => one.Act == ConsentAct.Withdrawn).Sum(one => one.Count)),
            StringComparer.Ordinal);
    }

    /// <summary>The receipt of what was agreed to with a comment; the same whenever it is asked for.</summary>
    /// <param name="commentId">The comment.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>A receipt over every purpose agreed to when the comment was sent.</returns>
    public async Task<ConsentReceipt> ReceiptAsync(Guid commentId, CancellationToken cancellationToken)
    {
        var given = await data.Set<ConsentRecord>().AsNoTracking()
            .Where(record => record.CommentId == commentId && record.Act == ConsentAct.Given)
            .ToListAsync(cancellationToken);
        return Receipt(commentId, given[0].At, given.Select(record => ConsentWording.ByHash(record.TextSha256)));
    }

    /// <summary>The same, for who has just entered what was agreed to.</summary>
    /// <param name="commentId">The comment.</param>
    /// <param name="at">When, UTC.</param>
    /// <param name="wordings">What was agreed to, at least one.</param>
    /// <returns>The receipt that <see cref="ReceiptAsync"/> gives from then on.</returns>
    public ConsentReceipt Receipt(Guid commentId, DateTimeOffset at, IEnumerable<ConsentWording> wordings)
    {
        var given = wordings.OrderByDescending(wording => wording.Purpose, StringComparer.Ordinal).ToList();
        var purposes = given.Select(wording => wording.Purpose).ToList();
        var sha256 = ConsentWording.Sha256Of(string.Join('\n', given.Select(wording => wording.Text)));
        var unsigned = new ConsentReceipt(purposes, sha256, given[0].Version, given[0].Language, at, "");
        return unsigned with { Signature = Base64Url.EncodeToString(Sign(keys.Current(KeyPurpose.ConsentReceipt), commentId, unsigned)) };
    }

    /// <summary>Whether a receipt was given out here, for this comment, and was not changed since.</summary>
    /// <param name="commentId">The comment.</param>
    /// <param name="receipt">What its author kept.</param>
    /// <returns>False for whatever else it is. What the receipt says needs no database: it proves itself also after an erasure.</returns>
    public bool Check(Guid commentId, ConsentReceipt receipt)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        var signature = new byte[Key.Length];
        return Base64Url.IsValid(receipt.Signature, out var length)
            && length == Key.Length
            && Base64Url.TryDecodeFromChars(receipt.Signature, signature, out _)
            && keys.All(KeyPurpose.ConsentReceipt)
                .Any(key => CryptographicOperations.FixedTimeEquals(Sign(key, commentId, receipt), signature));
    }

    private static byte[] Sign(Key key, Guid commentId, ConsentReceipt receipt)
    {
        var givenAt = receipt.GivenAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
        var message = string.Join(
            '\n', [Text(commentId), .. receipt.Purposes, receipt.TextSha256, receipt.TextVersion, receipt.Language, givenAt]);
        return key.Authenticate("gonogo:consent-receipt:v1", Encoding.UTF8.GetBytes(message));
    }

    private static ConsentRecord? Last(IEnumerable<ConsentRecord> acts) =>
        acts.OrderBy(act => act.At).ThenBy(act => act.Id).LastOrDefault();

    private async Task WithdrawAsync(
        Transaction transaction, IQueryable<ConsentRecord> which, string form, CancellationToken cancellationToken)
    {
        var records = await which.ToListAsync(cancellationToken);
        var open = records.GroupBy(record => (record.CommentId, record.Purpose))
            .Select(acts => Last(acts)!) // A group has at least one.
            .Where(last => last.Act == ConsentAct.Given);
        foreach (var record in open)
        {
            var wording = ConsentWording.ByHash(record.TextSha256);
            var given = new ConsentGiving(new SubjectId(record.SubjectId), record.CommentId, wording, form);
            Enter(transaction, given, ConsentAct.Withdrawn);
            foreach (var act in records.Where(act => act.CommentId == record.CommentId && act.Purpose == record.Purpose))
            {
                act.RetainUntil = ProofUntil(transaction);
            }

            transaction.Audit(new AuditAct(
                AuditActor.CommentAuthor, "consent.withdrawn", "comment", Text(record.CommentId), Details(given)));
            transaction.Publish(new ConsentWithdrawn(record.CommentId, record.Purpose));
        }
    }

    private static string Text(Guid id) => id.ToString("D", CultureInfo.InvariantCulture);

    private static Dictionary<string, string> Details(ConsentGiving given) =>
        new() { ["purpose"] = given.Wording.Purpose, ["form"] = given.Form };

    private void Enter(Transaction transaction, ConsentGiving given, ConsentAct act) => transaction.Insert(new ConsentRecord
    {
        Id = Guid.CreateVersion7(transaction.StartedAt),
        SubjectId = given.Subject.Value,
        CommentId = given.CommentId,
        Purpose = given.Wording.Purpose,
        Act = act,
        TextSha256 = given.Wording.Sha256,
        TextVersion = given.Wording.Version,
        Language = given.Wording.Language,
        Form = given.Form,
        At = transaction.StartedAt,
        RetainUntil = act is ConsentAct.Withdrawn ? ProofUntil(transaction) : null,
    });

    private DateTimeOffset ProofUntil(Transaction transaction) => transaction.StartedAt.AddDays(retention.Value.ConsentProofDays);
}
