using System.Globalization;
using GoNoGo.Gdpr.Consent;
using GoNoGo.Gdpr.Subjects;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Privacy.Declaration;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Gdpr.Erasure;

/// <summary>
/// Carries out one erasure in the running unit of work, table by table as the marks say, and marks it as carried out. A second time it
/// finds nothing more to do.
/// </summary>
internal sealed class ErasureApplication(
    DataContext data,
    DataMap map,
    ErasureScope scope,
    ISubjectComments comments,
    ConsentLedger consents)
{
    /// <summary>How many rows of which table went; nothing where it had been carried out before.</summary>
    public async Task<AppliedErasure> ApplyAsync(
        Transaction transaction, ErasureEntry entry, AuditActor actor, CancellationToken cancellationToken)
    {
        var removed = new SortedDictionary<string, int>(StringComparer.Ordinal);
        if (await data.Set<ErasureMark>().AnyAsync(mark => mark.LedgerId == entry.Id, cancellationToken))
        {
            return new AppliedErasure(removed, IsWhole: true);
        }

        var isWhole = true;
        var reach = entry.Kind is ErasureKind.Comment
            ? await scope.OfCommentAsync(entry.Target, cancellationToken)
            : await scope.OfAsync(new SubjectId(entry.Target), cancellationToken);
        FaultPoint.Reach("erasure.begun");
        if (entry.Kind is ErasureKind.Mailbox)
        {
            await EndMailAsync(transaction, reach, removed, cancellationToken);
        }
        else
        {
            isWhole = await EraseAsync(transaction, reach, actor, removed, cancellationToken);
        }

        data.Add(new ErasureMark { LedgerId = entry.Id, At = transaction.StartedAt });
        transaction.Audit(new AuditAct(
            actor, "erasure.carried_out", "erasure", entry.Id.ToString("D", CultureInfo.InvariantCulture), Counts(removed)));
        return new AppliedErasure(removed, isWhole);
    }

    /// <summary>False where a legal claim needs a comment.</summary>
    private async Task<bool> EraseAsync(
        Transaction transaction,
        PersonReach reach,
        AuditActor actor,
        SortedDictionary<string, int> removed,
        CancellationToken cancellationToken)
    {
        var held = await scope.HeldAsync(reach, transaction.StartedAt, cancellationToken);
        var sequences = await PayloadsAsync(reach, cancellationToken);
        foreach (var comment in reach.Comments.Except(held))
        {
            if (await comments.EraseAsync(transaction, comment, actor, cancellationToken))
            {
                Count(removed, "comments", 1);

                // The next one may be the last of the same person: what is gone must be seen to be gone.
                await data.SaveChangesAsync(cancellationToken);
                FaultPoint.Reach("erasure.comment");
            }
        }

        foreach (var comment in held)
        {
            await comments.LetGoAsync(transaction, comment, cancellationToken);
        }

        // What hangs on a person who still has a held comment goes with that; the audit's details go by a way of their own.
        foreach (var table in map.Tables.Where(table => table.Erased is { Reach: ErasureReach.Row } && table.Name != "audit_payloads"))
        {
            if (held.Count == 0 || table.Erased?.GoesWith is null)
            {
                Count(removed, table.Name, await PersonalRows.DeleteAsync(data, table, reach, cancellationToken));
            }
        }

        FaultPoint.Reach("erasure.rows");
        Count(removed, "audit_payloads", await AuditTrail.ErasePayloadsAsync(transaction, sequences, actor, cancellationToken));
        foreach (var subject in held.Count == 0 ? reach.Subjects : [])
        {
            transaction.Publish(new SubjectForgotten(subject));
        }

        return held.Count == 0;
    }

    /// <summary>What goes by the clock of the mailbox, and the consent to it.</summary>
    private async Task EndMailAsync(
        Transaction transaction, PersonReach reach, SortedDictionary<string, int> removed, CancellationToken cancellationToken)
    {
        foreach (var subject in reach.Subjects)
        {
            await consents.WithdrawAsync(
                transaction, new SubjectId(subject), ConsentPurposes.NotifyByEmail, "replay", cancellationToken);
        }

        foreach (var table in map.Tables.Where(table => table.Columns.Any(column => column.Personal?.Clock is RetentionClock.Mailbox)))
        {
            Count(removed, table.Name, await PersonalRows.DeleteAsync(data, table, reach, cancellationToken));
        }
    }

    /// <summary>The audit entries whose details are about the person, their comments, or what else has an id and is theirs.</summary>
    private async Task<IReadOnlyList<long>> PayloadsAsync(PersonReach reach, CancellationToken cancellationToken)
    {
        var resources = reach.Comments.Select(comment => ("comment", comment)).ToList();
        foreach (var table in map.Tables.Where(table => table.Erased is { Reach: ErasureReach.Row }))
        {
            // The trail names a row of the table mails as mail.
            var type = table.Name.TrimEnd('s');
            resources.AddRange((await PersonalRows.KeysAsync(data, table, reach, cancellationToken)).Select(id => (type, id)));
        }

        return await AuditTrail.FindPayloadsAsync(data, reach.Subjects, resources, cancellationToken);
    }

    private static void Count(SortedDictionary<string, int> removed, string table, int rows)
    {
        if (rows > 0)
        {
            removed[table] = removed.GetValueOrDefault(table) + rows;
        }
    }

    private static Dictionary<string, string>? Counts(SortedDictionary<string, int> removed) => removed.Count == 0
        ? null
        : removed.ToDictionary(table => table.Key, table => table.Value.ToString(CultureInfo.InvariantCulture), StringComparer.Ordinal);
}

/// <summary>What one erasure has done in the database.</summary>
internal sealed record AppliedErasure(IReadOnlyDictionary<string, int> Removed, bool IsWhole);
