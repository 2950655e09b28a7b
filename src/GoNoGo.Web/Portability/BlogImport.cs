using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using GoNoGo.Gdpr.Erasure;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Database.Tables;

namespace GoNoGo.Web.Portability;

/// <summary>
/// Puts an export into a database that holds nothing yet, all of it or none. What was encrypted is encrypted again under the keys of this
/// installation, and whoever is in its ledger of erasures is erased again.
/// </summary>
internal sealed class BlogImport(
    DataContext data, ITableAccess access, SubjectKeys subjectKeys, KeyRing keys, IDatabaseDialect dialect, ErasureReplay erasures)
{
    private const int RowsAtOnce = 250;

    /// <summary>Imports.</summary>
    /// <param name="source">The file.</param>
    /// <param name="withTags">
    /// Whether people stay known by their addresses, for which the keys of their tags must be here; else what is known by a tag alone is
    /// left out.
    /// </param>
    /// <param name="progress">Learns how much of the file is read, in parts of a thousand.</param>
    /// <param name="cancellationToken">Ends the work; nothing is left of it.</param>
    /// <returns>What was imported; or <see cref="ImportRefused"/>.</returns>
    public async Task<Result<ImportedBlog>> RunAsync(
        Stream source, bool withTags, IProgress<(int Done, int Total)>? progress, CancellationToken cancellationToken)
    {
        var tables = ExportedTables.Of(data).Tables;
        if (await FindRowsAsync(tables, cancellationToken) is { } occupied)
        {
            return new ImportRefused($"There are rows already (in {occupied}): import into a database that was never served.");
        }

        using var reader = new ImportReader(source);
        var made = new List<Guid>();
        try
        {
            var headed = await reader.HeadAsync(cancellationToken);
            if (!headed.Succeeded(out var head, out var refusal))
            {
                return refusal;
            }

            if (withTags && head.TagKeys.Except(ExportHead.Of(keys).TagKeys, StringComparer.Ordinal).Any())
            {
                return new ImportRefused(
                    "The keys by which people are known again are not here: restore the copy of the keys first, or import with "
                    + "--without-tags, after which nobody is found by their address.");
            }

            var written = await WriteAsync(
                reader,
                tables,
                withTags,
                made,
                () => progress?.Report(((int)(1000 * reader.Bytes / Math.Max(source.Length, 1)), 1000)),
                cancellationToken);
            var replayed = await erasures.RunAsync(cancellationToken);
            return replayed.Succeeded(out var erased, out refusal) ? new ImportedBlog(written, erased.Count) : refusal;
        }
        catch (FormatException exception)
        {
            return new ImportRefused(string.Create(
                CultureInfo.InvariantCulture,
                $"Line {reader.Line} cannot be taken: {exception.Message.TrimEnd('.')}. Nothing was imported."));
        }
        catch (DbException exception) when (!dialect.IsUnavailable(exception))
        {
            return new ImportRefused(string.Create(
                CultureInfo.InvariantCulture,
                $"Near line {reader.Line} the rows do not fit together ({exception.GetType().Name}). Nothing was imported."));
        }
        finally
        {
            // Nothing was encrypted under them that stays: emptied where it does.
            await subjectKeys.DestroyAllAsync(made, CancellationToken.None);
        }
    }

    private async Task<SortedDictionary<string, long>> WriteAsync(
        ImportReader reader,
        IReadOnlyList<ExportedTable> tables,
        bool withTags,
        List<Guid> made,
        Action report,
        CancellationToken cancellationToken)
    {
        var references = new RowReferences();
        var written = new SortedDictionary<string, long>(StringComparer.Ordinal);
        await using var writing = await access.WriteAsync(cancellationToken);
        var batch = new List<object?[]>(RowsAtOnce);
        var (at, current) = (0, tables[0]);
        while (await reader.NextAsync(cancellationToken) is var (name, document))
        {
            using (document)
            {
                var position = tables.ToList().FindIndex(at, table => table.Name == name);
                if (position < 0)
                {
                    throw new FormatException("its table is not known, or stands in the wrong place");
                }

                if (position != at || batch.Count == RowsAtOnce)
                {
                    await AddAsync(writing, current, batch, made, written, cancellationToken);
                    (at, current) = (position, tables[position]);
                    report();
                }

                if (withTags || !current.IsByTag)
                {
                    var values = Values(current, document.RootElement.GetProperty("row"), withTags);
                    references.Add(current, values, reader.Line);
                    batch.Add(values);
                }
            }
        }

        if (references.FindLoose() is { } loose)
        {
            throw new FormatException(string.Create(
                CultureInfo.InvariantCulture, $"the comment of line {loose} answers one that is not in the file, or itself"));
        }

        await AddAsync(writing, current, batch, made, written, cancellationToken);

        // What was erased here before is not marked in these rows: the whole ledger is repeated on them.
        await writing.ClearAsync("erasure_marks", cancellationToken);

        // From here on it may be there though nobody answers: a key too many is nothing, one that is missing is everything.
        made.Clear();
        await writing.CommitAsync(cancellationToken);
        return written;
    }

    private static object?[] Values(ExportedTable table, JsonElement row, bool withTags)
    {
        if (row.EnumerateObject().Any(property => table.At(property.Name) < 0))
        {
            throw new FormatException($"{table.Name} has a column that is not known");
        }

        // With room behind for the author of the row's comment.
        var values = new object?[table.Columns.Count + 1];
        foreach (var (at, column) in table.Columns.Index())
        {
            if (!row.TryGetProperty(column.Model.Name, out var element))
            {
                throw new FormatException($"{table.Name}.{column.Model.Name} is missing");
            }

            try
            {
                values[at] = column.IsTag && !withTags ? null : ExportValues.Read(column, element);
            }
            catch (Exception exception) when (exception is FormatException or InvalidOperationException)
            {
                throw new FormatException($"{table.Name}.{column.Model.Name} has a value that it cannot have", exception);
            }
        }

        return values;
    }

    private async Task AddAsync(
        ITableWriting writing,
        ExportedTable table,
        List<object?[]> batch,
        List<Guid> made,
        SortedDictionary<string, long> written,
        CancellationToken cancellationToken)
    {
        if (batch.Count == 0)
        {
            return;
        }

        var sealing = new RowSealing(table, subjectKeys, keys);
        if (sealing.IsByComment)
        {
            foreach (var row in batch)
            {
                var comment = row[table.At("comment_id")]!; // No row is without.
                row[^1] = await writing.FindAsync(OpenedColumn.AuthorOfComment, comment, cancellationToken);
            }
        }

        await sealing.CloseAsync(batch, made, cancellationToken);
        var filled = table.Filled.ToList();
        var nothing = filled.Select(ExportValues.Nothing).ToArray();
        var count = await writing.AddAsync(
            table.Model,
            [.. table.Columns.Select(column => column.Model), .. filled],
            batch.Select(row => (object?[])[.. row[..^1], .. nothing]).ToAsyncEnumerable(),
            cancellationToken);
        written[table.Name] = written.GetValueOrDefault(table.Name) + count;
        batch.Clear();
    }

    private async Task<string?> FindRowsAsync(IReadOnlyList<ExportedTable> tables, CancellationToken cancellationToken)
    {
        await using var reading = await access.ReadAsync(cancellationToken);
        foreach (var table in tables)
        {
            if (await reading.CountAsync(table.Model, cancellationToken) > 0)
            {
                return table.Name;
            }
        }

        return null;
    }
}

/// <summary>A blog that was imported.</summary>
/// <param name="Rows">How many rows of each table.</param>
/// <param name="ReplayedErasures">How many of them, and of what belongs to them, the ledger of erasures took again.</param>
internal sealed record ImportedBlog(IReadOnlyDictionary<string, long> Rows, int ReplayedErasures);
