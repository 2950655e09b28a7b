using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace GoNoGo.Web.Tests.Crash;

/// <summary>How many rows there are of each thing that is written with a comment, read past the program.</summary>
internal sealed record StoredRows(long Comments, long Consents, long AuditEntries, long Events, long Subjects, long Keys)
{
    private const string Statement = """
        SELECT (SELECT COUNT(*) FROM comments),
               (SELECT COUNT(*) FROM consent_records),
               (SELECT COUNT(*) FROM audit_entries WHERE action = 'comment.created'),
               (SELECT COUNT(*) FROM outbox_events WHERE type = 'comment.created'),
               (SELECT COUNT(*) FROM subjects),
               (SELECT COUNT(*) FROM idempotency_records)
        """;

    public static StoredRows Nothing { get; } = new(0, 0, 0, 0, 0, 0);

    public static StoredRows OneComment { get; } = Whole(1);

    /// <summary>So many comments, each by somebody else, with all that belongs to them.</summary>
    public static StoredRows Whole(long comments) => new(comments, comments, comments, comments, comments, comments);

    public static Task<StoredRows> CountAsync(string? postgres, string sqliteFile, CancellationToken cancellationToken) =>
        CountAsync(
            postgres is null
                ? new SqliteConnection($"Data Source={sqliteFile};Mode=ReadWrite;Pooling=False")
                : new NpgsqlConnection(postgres),
            cancellationToken);

    /// <summary>Closes the connection in the end.</summary>
    public static async Task<StoredRows> CountAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        await using var closed = connection;
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = Statement;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new StoredRows(Count(0), Count(1), Count(2), Count(3), Count(4), Count(5));

        long Count(int column) => reader.GetInt64(column);
    }
}
