using System.Security.Cryptography;
using GoNoGo.Platform.Privacy;

namespace GoNoGo.Web.Portability;

/// <summary>Opens what is encrypted in the rows of a table, and closes it again under the keys of people here.</summary>
internal sealed class RowSealing(ExportedTable table, SubjectKeys subjectKeys, KeyRing keys)
{
    private readonly IReadOnlyList<(int At, ExportedColumn Column, OpenedColumn Opening)> closed =
    [
        .. from indexed in table.Columns.Index()
           where indexed.Item.Opening is not null
           select (indexed.Index, indexed.Item, indexed.Item.Opening),
    ];

    /// <summary>The SQL by which the author of a row is read beside it; null where the row names the person or nobody.</summary>
    public string? AuthorQuery => IsByComment ? OpenedColumn.AuthorOfRow : null;

    /// <summary>Whether the person is the author of the row's comment.</summary>
    public bool IsByComment => closed.Any(one => one.Opening.Subject == OpenedColumn.ByComment);

    /// <summary>The person of a row, who stands in a column or, for what belongs to a comment, behind them all.</summary>
    public Guid? SubjectOf(object?[] row) =>
        closed.Count == 0 ? null : IsByComment ? row[^1] as Guid? : row[table.At(closed[0].Opening.Subject)] as Guid?;

    /// <summary>
    /// The rows with what is encrypted opened. What nobody can open any more is null; a row that means nothing without it is left out,
    /// and so is an address that its owner has not confirmed: it lives for 48 hours.
    /// </summary>
    public async Task<IReadOnlyList<object?[]>> OpenAsync(object?[][] rows, CancellationToken cancellationToken)
    {
        if (closed.Count == 0)
        {
            return rows;
        }

        var found = await subjectKeys.FindAllAsync([.. rows.Select(SubjectOf).OfType<Guid>().Distinct()], cancellationToken);
        return [.. rows.Where(row => Open(row, found))];
    }

    /// <summary>Closes what was opened, in place; keys that are missing are made.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="made">Gets whose keys are made, before they are.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task CloseAsync(IReadOnlyList<object?[]> rows, List<Guid> made, CancellationToken cancellationToken)
    {
        var needed = rows.Where(row => closed.Any(one => row[one.At] is not null)).Select(SubjectOf).OfType<Guid>().Distinct().ToList();
        if (needed.Count > 0)
        {
            made.AddRange(needed.Except((await subjectKeys.FindAllAsync(needed, cancellationToken)).Keys));
        }

        var found = await subjectKeys.FindOrMakeAllAsync(needed, cancellationToken);
        foreach (var row in rows)
        {
            foreach (var (at, _, opening) in closed)
            {
                if (row[at] is byte[] plain)
                {
                    var subject = SubjectOf(row) ?? throw new FormatException("It is encrypted and belongs to nobody.");
                    row[at] = found[subject].Encrypt(plain, RowId(row, opening).ToByteArray());
                }
            }
        }
    }

    private bool Open(object?[] row, IReadOnlyDictionary<Guid, Key> found)
    {
        if (table.Name == "mailboxes" && row[table.At("unconfirmed_until")] is not null)
        {
            return false;
        }

        foreach (var (at, column, opening) in closed)
        {
            if (row[at] is byte[] stored)
            {
                row[at] = Open(KeyOf(row, opening, found), stored, RowId(row, opening));
                if (row[at] is null && !column.Model.IsNullable)
                {
                    return false;
                }
            }

            if (opening.KeyVersion is { } version)
            {
                row[table.At(version)] = SubjectKeys.Version; // As it will be closed again.
            }
        }

        return true;
    }

    private Key? KeyOf(object?[] row, OpenedColumn opening, IReadOnlyDictionary<Guid, Key> found) =>
        opening.KeyVersion is { } column && row[table.At(column)] is int version and not SubjectKeys.Version
            ? keys.Find(KeyPurpose.Mailbox, version)
            : SubjectOf(row) is { } subject ? found.GetValueOrDefault(subject) : null;

    private Guid RowId(object?[] row, OpenedColumn opening) => (Guid)row[table.At(opening.Row)]!; // It is of the key.

    private static byte[]? Open(Key? key, byte[] stored, Guid id)
    {
        try
        {
            return key?.Decrypt(stored, id.ToByteArray());
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
