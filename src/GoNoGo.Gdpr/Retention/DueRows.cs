using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy.Declaration;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Gdpr.Retention;

/// <summary>The rows of a table whose clock has run out, as their <see cref="Platform.Privacy.DueAttribute"/> says.</summary>
internal static class DueRows
{
    /// <summary>Takes the rows, or empties the columns of their clock; those due longest first.</summary>
    public static Task<int> RemoveAsync(DataContext data, DueColumn due, DateTimeOffset now, int limit, CancellationToken cancellationToken)
    {
        var key = Names(due.Table.Key);
        var which = $"""
            ({key}) IN (
                SELECT {key} FROM {Quoted(due.Table.Name)}
                WHERE {Quoted(due.Column.Name)} <= @p0 ORDER BY {Quoted(due.Column.Name)} LIMIT @p1)
            """;
        var sql = due.Due.OnlyFields
            ? $"UPDATE {Quoted(due.Table.Name)} SET {Assignments(due)} WHERE {which}"
            : $"DELETE FROM {Quoted(due.Table.Name)} WHERE {which}";
        return data.Database.ExecuteSqlRawAsync(Positional(sql), [now.UtcTicks, limit], cancellationToken);
    }

    /// <summary>How many rows are due until a moment.</summary>
    public static Task<int> CountAsync(DataContext data, DueColumn due, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var sql = $"""SELECT CAST(COUNT(*) AS INTEGER) AS "Value" FROM {Quoted(due.Table.Name)} WHERE {Quoted(due.Column.Name)} <= @p0""";
        return data.Database.SqlQueryRaw<int>(Positional(sql), until.UtcTicks).SingleAsync(cancellationToken);
    }

    /// <summary>The moments at which the next rows are due, the first ones first.</summary>
    public static async Task<IReadOnlyList<DateTimeOffset>> MomentsAsync(
        DataContext data, DueColumn due, int limit, CancellationToken cancellationToken)
    {
        var column = Quoted(due.Column.Name);
        var sql = $"""
            SELECT {column} AS "Value" FROM {Quoted(due.Table.Name)} WHERE {column} IS NOT NULL ORDER BY {column} LIMIT @p0
            """;
        var ticks = await data.Database.SqlQueryRaw<long>(Positional(sql), limit).ToListAsync(cancellationToken);
        return [.. ticks.Select(moment => new DateTimeOffset(moment, TimeSpan.Zero))];
    }

    private static string Assignments(DueColumn due) =>
        string.Join(", ", due.Emptied.Append(due.Column).Select(column => $"{Quoted(column.Name)} = NULL"));

    private static string Names(IEnumerable<MappedColumn> columns) => string.Join(", ", columns.Select(column => Quoted(column.Name)));

    // All names are those of the model; nothing that somebody typed is among them.
    private static string Quoted(string name) => $"\"{name}\"";

    private static string Positional(string sql) =>
        sql.Replace("@p0", "{0}", StringComparison.Ordinal).Replace("@p1", "{1}", StringComparison.Ordinal);
}
