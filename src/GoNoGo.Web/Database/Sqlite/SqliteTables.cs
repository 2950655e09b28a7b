using GoNoGo.Web.Database.Tables;
using Microsoft.Data.Sqlite;

namespace GoNoGo.Web.Database.Sqlite;

internal sealed class SqliteTables(SqliteFile file) : ITableAccess
{
    private const string Counter = "SELECT seq FROM sqlite_sequence WHERE name = '{0}'";

    public async Task<TableReading> ReadAsync(CancellationToken cancellationToken)
    {
        var connection = await OpenAsync(cancellationToken);
        return new TableReading(connection, connection.BeginTransaction(deferred: true), Counter);
    }

    public async Task<ITableWriting> WriteAsync(CancellationToken cancellationToken)
    {
        var connection = await OpenAsync(cancellationToken);
        return new Writing(connection, connection.BeginTransaction(deferred: false));
    }

    private async Task<SqliteConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var own = new SqliteConnectionStringBuilder(file.ConnectionString) { Pooling = false };
        var connection = new SqliteConnection(own.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        SqliteConnectionSettings.Apply(connection);
        return connection;
    }

    private sealed class Writing(SqliteConnection connection, SqliteTransaction transaction) : ITableWriting
    {
        public async Task<long> AddAsync(
            ModelTable table, IReadOnlyList<ModelColumn> columns, IAsyncEnumerable<object?[]> rows, CancellationToken cancellationToken)
        {
            var names = string.Join(", ", columns.Select(column => $"\"{column.Name}\""));
            var places = string.Join(", ", columns.Select((_, at) => $"${at}"));
            await using var insert = Command($"INSERT INTO \"{table.Name}\" ({names}) VALUES ({places})");
            var parameters = columns.Select((_, at) => insert.Parameters.AddWithValue($"${at}", DBNull.Value)).ToList();
            var count = 0L;
            await foreach (var row in rows.WithCancellation(cancellationToken))
            {
                for (var i = 0; i < parameters.Count; i++)
                {
                    parameters[i].Value = row[i] ?? DBNull.Value;
                }

                await insert.ExecuteNonQueryAsync(cancellationToken);
                count++;
            }

            return count;
        }

        public async Task SetCounterAsync(ModelTable table, long last, CancellationToken cancellationToken)
        {
            await using var command = Command("""
                DELETE FROM sqlite_sequence WHERE name = $name;
                INSERT INTO sqlite_sequence (name, seq) VALUES ($name, $last);
                """);
            command.Parameters.AddWithValue("$name", table.Name);
            command.Parameters.AddWithValue("$last", last);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        public async Task ClearAsync(string table, CancellationToken cancellationToken)
        {
            await using var command = Command($"DELETE FROM \"{table}\"");
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        public async Task<object?> FindAsync(string query, object key, CancellationToken cancellationToken)
        {
            await using var command = Command(query);
            command.Parameters.AddWithValue("@key", key);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            return await reader.ReadAsync(cancellationToken) && !await reader.IsDBNullAsync(0, cancellationToken)
                ? reader.GetGuid(0)
                : null;
        }

        public Task CommitAsync(CancellationToken cancellationToken) => transaction.CommitAsync(cancellationToken);

        public async ValueTask DisposeAsync()
        {
            await transaction.DisposeAsync();
            await connection.DisposeAsync();
        }

        private SqliteCommand Command(string statement) => new(statement, connection, transaction);
    }
}
