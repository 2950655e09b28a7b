using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace GoNoGo.Web.Database.Tables;

/// <summary>Reads tables as they were at one moment. One at a time: the rows of a table are read to their end before the next.</summary>
/// <param name="connection">Open; disposed of with this.</param>
/// <param name="moment">A transaction that sees one moment.</param>
/// <param name="counter">
/// Gives the number of a table's row given last; a query with the place {0} for the table and {1} for the column.
/// </param>
internal sealed class TableReading(DbConnection connection, DbTransaction moment, string counter) : IAsyncDisposable
{
    /// <summary>All rows, in the order of the primary key.</summary>
    /// <param name="table">Which table.</param>
    /// <param name="columns">Which columns.</param>
    /// <param name="beside">A further column as SQL over the table, read as a text behind the others; null for none.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async IAsyncEnumerable<object?[]> RowsAsync(
        ModelTable table, IReadOnlyList<ModelColumn> columns, string? beside, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var wanted = columns.Select(column => $"\"{column.Name}\"").Concat(beside is null ? [] : [beside]);
        var order = string.Join(", ", table.Key.Select(name => $"\"{name}\""));
        await using var command = Command($"SELECT {string.Join(", ", wanted)} FROM \"{table.Name}\" ORDER BY {order}");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var row = new object?[reader.FieldCount];
            for (var i = 0; i < columns.Count; i++)
            {
                row[i] = await reader.IsDBNullAsync(i, cancellationToken) ? null : Value(reader, i, columns[i].Type);
            }

            if (beside is not null)
            {
                row[^1] = await reader.IsDBNullAsync(columns.Count, cancellationToken) ? null : reader.GetGuid(columns.Count);
            }

            yield return row;
        }
    }

    /// <summary>How many rows a table has.</summary>
    public async Task<long> CountAsync(ModelTable table, CancellationToken cancellationToken)
    {
        await using var command = Command($"SELECT COUNT(*) FROM \"{table.Name}\"");
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
    }

    /// <summary>The number that a table's row got last; 0 where none ever had one.</summary>
    public async Task<long> CounterAsync(ModelTable table, CancellationToken cancellationToken)
    {
        await using var command = Command(string.Format(CultureInfo.InvariantCulture, counter, table.Name, table.Numbered?.Name));
        return await command.ExecuteScalarAsync(cancellationToken) is long last ? last : 0;
    }

    public async ValueTask DisposeAsync()
    {
        await moment.DisposeAsync();
        await connection.DisposeAsync();
    }

    private DbCommand Command(string query)
    {
        var command = connection.CreateCommand();
        (command.CommandText, command.CommandTimeout, command.Transaction) = (query, 0, moment);
        return command;
    }

    private static object Value(DbDataReader reader, int at, Type type) => type switch
    {
        _ when type == typeof(Guid) => reader.GetGuid(at),
        _ when type == typeof(string) => reader.GetString(at),
        _ when type == typeof(long) => reader.GetInt64(at),
        _ when type == typeof(int) => reader.GetInt32(at),
        _ when type == typeof(bool) => reader.GetBoolean(at),
        _ when type == typeof(byte[]) => reader.GetFieldValue<byte[]>(at),
        _ when type == typeof(DateOnly) => reader.GetFieldValue<DateOnly>(at),
        _ => throw new InvalidOperationException($"Values of the type {type.Name} are not moved yet."),
    };
}
