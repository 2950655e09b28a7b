using Microsoft.Extensions.Options;
using Npgsql;

namespace GoNoGo.Web.Database.Postgres;

/// <summary>
/// Who works on the database: servers, together, or a command that needs it to itself. Each has an advisory lock on a session of its own,
/// which ends with its process; a pooler that gives a session to one transaction at a time would break it.
/// </summary>
internal sealed class PostgresUse(IOptions<DatabaseOptions> options)
{
    private const string Key = "hashtextextended('gonogo:use', 0)";

    /// <summary>
    /// The session is idle for as long as it lasts. Where the machine that has it is gone without a word, the server notices within 90
    /// seconds, in place of hours.
    /// </summary>
    private const string Settings = """
        SELECT COUNT(set_config(name, value, false))
        FROM (VALUES ('idle_session_timeout', '0'), ('tcp_keepalives_idle', '60'), ('tcp_keepalives_interval', '10'),
            ('tcp_keepalives_count', '3')) AS wanted (name, value) JOIN pg_settings USING (name)
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>For a server.</summary>
    /// <returns>Ends it when it is disposed of; null where a command has the database to itself.</returns>
    /// <exception cref="NpgsqlException">The database cannot be reached.</exception>
    public Task<NpgsqlConnection?> TryShareAsync(CancellationToken cancellationToken) =>
        TryAsync($"SELECT pg_try_advisory_lock_shared({Key})", cancellationToken);

    /// <summary>For a command that no server may work beside.</summary>
    /// <returns>Ends it when it is disposed of; null where somebody works on the database.</returns>
    /// <exception cref="NpgsqlException">The database cannot be reached.</exception>
    public Task<NpgsqlConnection?> TryHoldAsync(CancellationToken cancellationToken) =>
        TryAsync($"SELECT pg_try_advisory_lock({Key})", cancellationToken);

    /// <summary>Asks whether a session still lives.</summary>
    /// <exception cref="NpgsqlException">It does not, and what it held is lost.</exception>
    public static async Task AskAsync(NpgsqlConnection session, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT 1", session);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<NpgsqlConnection?> TryAsync(string statement, CancellationToken cancellationToken)
    {
        var session = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(options.Value.ConnectionString)
        {
            Pooling = false,
            CommandTimeout = (int)Patience.TotalSeconds,
        }.ConnectionString);
        var isHeld = false;
        try
        {
            await session.OpenAsync(cancellationToken);
            await using var settings = new NpgsqlCommand(Settings, session);
            await settings.ExecuteNonQueryAsync(cancellationToken);
            await using var command = new NpgsqlCommand(statement, session);
            isHeld = await command.ExecuteScalarAsync(cancellationToken) is true;
            return isHeld ? session : null;
        }
        finally
        {
            if (!isHeld)
            {
                await session.DisposeAsync();
            }
        }
    }
}
