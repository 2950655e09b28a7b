using System.Data;
using GoNoGo.Web.Database.Tables;
using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;

namespace GoNoGo.Web.Database.Postgres;

internal sealed class PostgresTables(IOptions<DatabaseOptions> options) : ITableAccess
{
    // A sequence that has given nothing yet says 1 and that it was not called.
    private const string Counter = "SELECT pg_sequence_last_value(pg_get_serial_sequence('{0}', '{1}')::regclass)";

    public async Task<TableReading> ReadAsync(CancellationToken cancellationToken)
    {
        var connection = await OpenAsync(cancellationToken);
        return new TableReading(
            connection, await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken), Counter);
    }

    public async Task<ITableWriting> WriteAsync(CancellationToken cancellationToken)
    {
        var connection = await OpenAsync(cancellationToken);
        return new Writing(connection, await connection.BeginTransactionAsync(cancellationToken));
    }

    private async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(options.Value.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    private sealed class Writing(NpgsqlConnection connection, NpgsqlTransaction transaction) : ITableWriting
    {
        private readonly HashSet<string> quiet = new(StringComparer.Ordinal);

        public async Task<long> AddAsync(
            ModelTable table, IReadOnlyList<ModelColumn> columns, IAsyncEnumerable<object?[]> rows, CancellationToken cancellationToken)
        {
            // Nobody needs to be told of rows that come from elsewhere.
            if (quiet.Add(table.Name))
            {
                await ExecuteAsync($"ALTER TABLE \"{table.Name}\" DISABLE TRIGGER USER", cancellationToken);
            }

            var names = string.Join(", ", columns.Select(column => $"\"{column.Name}\""));
            var types = columns.Select(column => TypeOf(column.Type)).ToList();
            await using var import = await connection.BeginBinaryImportAsync(
                $"COPY \"{table.Name}\" ({names}) FROM STDIN (FORMAT BINARY)", cancellationToken);
            var count = 0L;
            await foreach (var row in rows.WithCancellation(cancellationToken))
            {
                await import.StartRowAsync(cancellationToken);
                for (var i = 0; i < types.Count; i++)
                {
                    await (row[i] is { } value
                        ? import.WriteAsync(value, types[i], cancellationToken)
                        : import.WriteNullAsync(cancellationToken));
                }

                count++;
            }

            await import.CompleteAsync(cancellationToken);
            return count;
        }

        public Task SetCounterAsync(ModelTable table, long last, CancellationToken cancellationToken) => ExecuteAsync(
            FormattableString.Invariant(
                $"SELECT setval(pg_get_serial_sequence('{table.Name}', '{table.Numbered?.Name}'), {Math.Max(last, 1)}, {last > 0})"),
            cancellationToken);

        public Task ClearAsync(string table, CancellationToken cancellationToken) =>
            ExecuteAsync($"DELETE FROM \"{table}\"", cancellationToken);

        public async Task<object?> FindAsync(string query, object key, CancellationToken cancellationToken)
        {
            await using var command = new NpgsqlCommand(query, connection, transaction);
            command.Parameters.AddWithValue("key", key);
            return await command.ExecuteScalarAsync(cancellationToken) is { } found and not DBNull ? found : null;
        }

        public async Task CommitAsync(CancellationToken cancellationToken)
        {
            foreach (var table in quiet)
            {
                await ExecuteAsync($"ALTER TABLE \"{table}\" ENABLE TRIGGER USER", cancellationToken);
            }

            await transaction.CommitAsync(cancellationToken);
        }

        public async ValueTask DisposeAsync()
        {
            await transaction.DisposeAsync();
            await connection.DisposeAsync();
        }

        private async Task ExecuteAsync(string statement, CancellationToken cancellationToken)
        {
            await using var command = new NpgsqlCommand(statement, connection, transaction) { CommandTimeout = 0 };
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        private static NpgsqlDbType TypeOf(Type type) => type switch
        {
            _ when type == typeof(Guid) => NpgsqlDbType.Uuid,
            _ when type == typeof(string) => NpgsqlDbType.Text,
            _ when type == typeof(long) => NpgsqlDbType.Bigint,
            _ when type == typeof(int) => NpgsqlDbType.Integer,
            _ when type == typeof(bool) => NpgsqlDbType.Boolean,
            _ when type == typeof(byte[]) => NpgsqlDbType.Bytea,
            _ when type == typeof(DateOnly) => NpgsqlDbType.Date,
            _ => throw new InvalidOperationException($"Values of the type {type.Name} are not moved yet."),
        };
    }
}
