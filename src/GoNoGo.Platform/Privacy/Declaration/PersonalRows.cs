using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using GoNoGo.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace GoNoGo.Platform.Privacy.Declaration;

/// <summary>
/// The rows of a table that are about a person, found by <see cref="OfSubjectAttribute"/>: what export reads and erasure deletes. The
/// statements are made from the names of the model; all that is somebody's is a parameter.
/// </summary>
public static class PersonalRows
{
    /// <summary>Deletes them.</summary>
    /// <param name="data">The context that the caller's unit of work shares.</param>
    /// <param name="table">Which table.</param>
    /// <param name="reach">Whose rows.</param>
    /// <param name="cancellationToken">Ends the statement.</param>
    /// <returns>How many they were.</returns>
    public static Task<int> DeleteAsync(DataContext data, MappedTable table, PersonReach reach, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(table);
        var (condition, values) = Condition(table, reach);
        var sql = $"DELETE FROM {Quoted(table.Name)} WHERE {condition}";
        return values.Count == 0 ? Task.FromResult(0) : data.Database.ExecuteSqlRawAsync(sql, values, cancellationToken);
    }

    /// <summary>The keys of the rows of a table that has one random id for each.</summary>
    /// <param name="data">Any context.</param>
    /// <param name="table">Which table.</param>
    /// <param name="reach">Whose rows.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>Empty where the table has another key.</returns>
    public static async Task<IReadOnlyList<Guid>> KeysAsync(
        DataContext data, MappedTable table, PersonReach reach, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(table);
        var (condition, values) = Condition(table, reach);
        if (values.Count == 0 || table.Key.ToList() is not [{ Model.ClrType: var type } key] || type != typeof(Guid))
        {
            return [];
        }

        var sql = $"SELECT {Quoted(key.Name)} AS \"Value\" FROM {Quoted(table.Name)} WHERE {condition}";
        return await data.Database.SqlQueryRaw<Guid>(sql, [.. values]).ToListAsync(cancellationToken);
    }

    /// <summary>The rows, each with all that is not secret and not about somebody else.</summary>
    /// <param name="data">Any context.</param>
    /// <param name="table">Which table.</param>
    /// <param name="reach">Whose rows.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>Objects with a member for each column. Personal.</returns>
    public static async Task<IReadOnlyList<JsonObject>> ReadAsync(
        DataContext data, MappedTable table, PersonReach reach, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(table);
        var (condition, values) = Condition(table, reach);
        if (values.Count == 0)
        {
            return [];
        }

        var columns = table.Columns.Where(column => column.Field.Mark is not SecretAttribute && column.Personal is not { IsAnothers: true })
            .ToList();
        var names = string.Join(", ", columns.Select(column => Quoted(column.Name)));
        var limited = string.Create(CultureInfo.InvariantCulture, $"LIMIT {limit}");
        var sql = $"SELECT {names} FROM {Quoted(table.Name)} WHERE {condition} {limited}";
        await data.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var command = CommandOf(data, sql, values);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var rows = new List<JsonObject>();
            while (await reader.ReadAsync(cancellationToken))
            {
                rows.Add(RowOf(reader, columns));
            }

            return rows;
        }
        finally
        {
            await data.Database.CloseConnectionAsync();
        }
    }

    private static DbCommand CommandOf(DataContext data, string sql, List<object> values)
    {
        var command = data.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Count; i++)
        {
            // The provider's own mapping: SQLite keeps ids as text.
            var mapping = data.GetService<IRelationalTypeMappingSource>().FindMapping(values[i].GetType())!; // Ids and texts have one.
            var name = string.Create(CultureInfo.InvariantCulture, $"@v{i}");
            command.CommandText = command.CommandText.Replace(
                string.Create(CultureInfo.InvariantCulture, $"{{{i}}}"), name, StringComparison.Ordinal);
            command.Parameters.Add(mapping.CreateParameter(command, name, values[i]));
        }

        command.Transaction = data.Database.CurrentTransaction?.GetDbTransaction();
        return command;
    }

    private static JsonObject RowOf(DbDataReader reader, List<MappedColumn> columns)
    {
        var row = new JsonObject();
        for (var i = 0; i < columns.Count; i++)
        {
            row[columns[i].Name] = reader.IsDBNull(i) ? null : ValueOf(reader, i, columns[i].Model.ClrType);
        }

        return row;
    }

    private static JsonValue ValueOf(DbDataReader reader, int column, Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var moment when moment == typeof(DateTimeOffset) => JsonValue.Create(new DateTimeOffset(reader.GetInt64(column), TimeSpan.Zero)),
        var id when id == typeof(Guid) => JsonValue.Create(reader.GetGuid(column)),
        var truth when truth == typeof(bool) => JsonValue.Create(reader.GetBoolean(column)),
        var number when number == typeof(int) || number == typeof(long) => JsonValue.Create(reader.GetInt64(column)),
        var bytes when bytes == typeof(byte[]) => JsonValue.Create(Convert.ToBase64String(reader.GetFieldValue<byte[]>(column))),
        { IsEnum: true } word => JsonValue.Create(JsonNamingPolicy.SnakeCaseLower.ConvertName(WordOf(reader, column, word))),
        _ => JsonValue.Create(reader.GetString(column)),
    };

    /// <summary>Some are kept as words, those that are compared in order as numbers.</summary>
    private static string WordOf(DbDataReader reader, int column, Type type) =>
        reader.GetValue(column) is string word ? word : Enum.ToObject(type, reader.GetInt64(column)).ToString() ?? "";

    private static (string Condition, List<object> Values) Condition(MappedTable table, PersonReach reach)
    {
        var parts = new List<string>();
        var values = new List<object>();
        foreach (var link in table.Links)
        {
            var wanted = reach.ValuesOf(link.Link!.Value).ToList(); // Links have one.
            if (wanted.Count > 0)
            {
                var places = Enumerable.Range(values.Count, wanted.Count)
                    .Select(place => string.Create(CultureInfo.InvariantCulture, $"{{{place}}}"));
                parts.Add($"{Quoted(link.Name)} IN ({string.Join(", ", places)})");
                values.AddRange(wanted);
            }
        }

        return (string.Join(" OR ", parts), values);
    }

    // All names are those of the model; nothing that somebody typed is among them.
    private static string Quoted(string name) => $"\"{name}\"";
}
