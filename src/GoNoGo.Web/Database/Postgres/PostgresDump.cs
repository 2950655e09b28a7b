using System.Data;
using GoNoGo.Web.Backup;
using Microsoft.Extensions.Options;
using Npgsql;

namespace GoNoGo.Web.Database.Postgres;

/// <summary>The database by <c>pg_dump</c> and <c>pg_restore</c>, of the moment at which its rows were counted.</summary>
internal sealed class PostgresDump(IOptions<DatabaseOptions> database, IOptions<BackupOptions> backup) : IDatabaseDump
{
    private const string Tables = """
        SELECT tablename FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY tablename
        """;

    /// <summary>The statements by which tables and functions go, those of others too.</summary>
    private const string Removals = """
        SELECT format('DROP TABLE %I.%I CASCADE', schemaname, tablename) FROM pg_tables
        WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
        UNION ALL
        SELECT format('DROP FUNCTION %s CASCADE', pg_proc.oid::regprocedure) FROM pg_proc
        JOIN pg_namespace ON pg_namespace.oid = pronamespace
        WHERE nspname NOT IN ('pg_catalog', 'information_schema') AND prokind = 'f'
        """;

    private const int BufferBytes = 1 << 16;
    private const int EndLength = 5;

    private static readonly byte[] Begin = "PGDMP"u8.ToArray();

    private string ConnectionString => database.Value.ConnectionString ?? ""; // The options demand one.

    public string Kind => "postgres";

    public async Task<DatabaseFacts> WriteAsync(
        Stream target, IProgress<(int Done, int Total)>? progress, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var moment = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        var facts = await new FactReading(connection).ReadAsync(Kind, Tables, cancellationToken);
        await using var export = new NpgsqlCommand("SELECT pg_export_snapshot()", connection);
        var snapshot = (string)(await export.ExecuteScalarAsync(cancellationToken))!; // The function gives its name.
        await new PostgresTools(backup.Value.PostgresTools, ConnectionString).RunAsync(
            "pg_dump",
            connection.PostgreSqlVersion,
            ["--format=custom", "--compress=0", "--no-owner", "--no-privileges", "--no-password", $"--snapshot={snapshot}"],
            process =>
            {
                process.StandardInput.Close();
                return CopyWholeAsync(process.StandardOutput.BaseStream, target, cancellationToken);
            },
            cancellationToken);
        progress?.Report((1000, 1000));
        return facts;
    }

    public async Task<DatabaseFacts> CountAsync(CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var moment = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        return await new FactReading(connection).ReadAsync(Kind, Tables, cancellationToken);
    }

    public async Task<bool> IsEmptyAsync(CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            "SELECT COUNT(*) FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')", connection);
        return await command.ExecuteScalarAsync(cancellationToken) is 0L;
    }

    public async Task<IReadOnlyList<string>> TablesAsync(CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync(cancellationToken);
        return await new FactReading(connection).TextsAsync(Tables, cancellationToken);
    }

    public async Task<DatabaseFacts> LookAsync(CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync(cancellationToken);
        return await new FactReading(connection).ReadAsync(Kind, Tables, cancellationToken);
    }

    public async Task ReadAsync(Stream source, DatabaseFacts expected, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync(cancellationToken);
        var before = await new FactReading(connection).TextsAsync(Removals, cancellationToken);
        var name = connection.Database.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("'", @"\'", StringComparison.Ordinal);
        await new PostgresTools(backup.Value.PostgresTools, ConnectionString).RunAsync(
            "pg_restore",
            connection.PostgreSqlVersion,
            ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", "--no-password", $"--dbname=dbname='{name}'"],
            async process =>
            {
                await source.CopyToAsync(process.StandardInput.BaseStream, BufferBytes, cancellationToken);
                process.StandardInput.Close();
            },
            cancellationToken);
        var found = await new FactReading(connection).ReadAsync(Kind, Tables, cancellationToken);
        if (expected.DifferenceTo(found) is { } difference)
        {
            // pg_restore has committed: what it has made goes again, and nothing that was there before.
            var made = (await new FactReading(connection).TextsAsync(Removals, cancellationToken)).Except(before, StringComparer.Ordinal);
            await ExecuteAsync(string.Join(";\n", made), cancellationToken);
            throw new DumpFailedException($"The copy is not what its manifest says: {difference}. Restore another backup.");
        }
    }

    public async Task<string> MakeScratchAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE template0", cancellationToken);
            return new NpgsqlConnectionStringBuilder(ConnectionString) { Database = name, Pooling = false }.ConnectionString;
        }
        catch (PostgresException exception)
        {
            throw new DumpFailedException(
                $"A scratch database could not be made ({exception.SqlState}): give this user the right CREATEDB, or rehearse on another "
                + "server.",
                exception);
        }
    }

    public Task DropScratchAsync(string name) => ExecuteAsync($"DROP DATABASE IF EXISTS {name} WITH (FORCE)", CancellationToken.None);

    /// <summary>
    /// Copies a dump and looks at its beginning and end: the rows of each table end with a length of zero, written as a sign and four
    /// bytes, and rows stand last (pg_backup_custom.c).
    /// </summary>
    /// <exception cref="DumpFailedException">It is none, or cut.</exception>
    internal static async Task CopyWholeAsync(Stream source, Stream target, CancellationToken cancellationToken)
    {
        var buffer = new byte[BufferBytes];
        byte[] head = [], tail = [];
        while (await source.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            head = head.Length < Begin.Length ? [.. head, .. buffer[..Math.Min(read, Begin.Length - head.Length)]] : head;
            tail = [.. tail, .. buffer.AsSpan(Math.Max(0, read - EndLength), Math.Min(read, EndLength))];
            tail = tail[Math.Max(0, tail.Length - EndLength)..];
        }

        if (!head.AsSpan().SequenceEqual(Begin) || tail.Length < EndLength || tail.AsSpan().ContainsAnyExcept((byte)0))
        {
            throw new DumpFailedException(
                "What pg_dump has written is cut or none of its dumps, though it says that all went well: try again.");
        }
    }

    private async Task ExecuteAsync(string statement, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
