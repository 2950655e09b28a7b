using System.Data.Common;
using System.Globalization;
using GoNoGo.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Web.Database;

/// <summary>
/// Counts what a database holds, on a connection that sees one moment. By the database's own tables, not the model's: the copy before an
/// upgrade has the tables of before.
/// </summary>
/// <param name="connection">An open connection, in a transaction where others write.</param>
/// <param name="patience">How long a query may take; zero for as long as it takes to count a large table.</param>
internal sealed class FactReading(DbConnection connection, TimeSpan patience = default)
{
    public const string History = "__EFMigrationsHistory";
    private const string Checkpoints = "audit_checkpoints";

    private static readonly TimeSpan LookPatience = TimeSpan.FromSeconds(30);

    /// <summary>Kept for each database apart: the notes of what pages show are no one's data and differ.</summary>
    public static readonly IReadOnlySet<string> NotCounted =
        new HashSet<string>(["__EFMigrationsLock", "shown_changes"], StringComparer.Ordinal);

    /// <summary>All values of a query that gives texts, on the connection of a context and for 30 seconds at most.</summary>
    public static async Task<IReadOnlyList<string>> TextsAsync(DataContext data, string query, CancellationToken cancellationToken)
    {
        await data.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            return await new FactReading(data.Database.GetDbConnection(), LookPatience).TextsAsync(query, cancellationToken);
        }
        finally
        {
            await data.Database.CloseConnectionAsync();
        }
    }

    public async Task<DatabaseFacts> ReadAsync(string kind, string tablesQuery, CancellationToken cancellationToken)
    {
        var tables = await TextsAsync(tablesQuery, cancellationToken);
        var rows = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var table in tables.Where(table => !NotCounted.Contains(table) && table != History))
        {
            rows[table] = Convert.ToInt64(
                await ScalarAsync($"SELECT COUNT(*) FROM \"{table}\"", cancellationToken), CultureInfo.InvariantCulture);
        }

        var migration = tables.Contains(History)
            ? (string?)await ScalarAsync($"SELECT MAX(\"migration_id\") FROM \"{History}\"", cancellationToken)
            : null;
        var (size, root) = tables.Contains(Checkpoints) ? await CheckpointAsync(cancellationToken) : (0, "");
        return new DatabaseFacts(kind, migration ?? "", rows, size, root);
    }

    /// <summary>All values of a query that gives texts.</summary>
    public async Task<IReadOnlyList<string>> TextsAsync(string query, CancellationToken cancellationToken)
    {
        await using var command = Command(query);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var texts = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            texts.Add(reader.GetString(0));
        }

        return texts;
    }

    private async Task<(long Size, string Root)> CheckpointAsync(CancellationToken cancellationToken)
    {
        await using var command = Command($"SELECT size, root FROM {Checkpoints} ORDER BY size DESC LIMIT 1");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? (reader.GetInt64(0), Convert.ToHexStringLower(await reader.GetFieldValueAsync<byte[]>(1, cancellationToken)))
            : (0, "");
    }

    private async Task<object?> ScalarAsync(string query, CancellationToken cancellationToken)
    {
        await using var command = Command(query);
        return await command.ExecuteScalarAsync(cancellationToken);
    }

    private DbCommand Command(string query)
    {
        var command = connection.CreateCommand();
        (command.CommandText, command.CommandTimeout) = (query, (int)patience.TotalSeconds);
        return command;
    }
}
