using System.Data.Common;
using System.Globalization;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Health;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;

namespace GoNoGo.Web.Database.Postgres;

/// <summary>What PostgreSQL tells of the database.</summary>
internal sealed class PostgresInspection(IOptions<DatabaseOptions> options) : IDatabaseInspection
{
    private const string Condition = """
        SELECT current_setting('server_version'), current_setting('max_connections')::int, pg_is_in_recovery(),
            pg_database_size(current_database()), extract(epoch FROM clock_timestamp())::double precision,
            (SELECT count(*)::int FROM pg_stat_activity WHERE backend_type = 'client backend'),
            (SELECT count(*)::int FROM pg_stat_activity WHERE backend_type = 'client backend' AND state <> 'idle')
        """;

    private const string Damage = """
        SELECT COALESCE((SELECT checksum_failures FROM pg_stat_database WHERE datname = current_database()), 0),
            (SELECT count(*) FROM pg_index WHERE NOT indisvalid)
        """;

    /// <summary>The part of all connections from which on somebody may be turned away.</summary>
    private const double Crowded = 0.9;

    public async Task<DatabaseCondition> LookAsync(DataContext data, CancellationToken cancellationToken)
    {
        var row = await RowAsync(data, Condition, cancellationToken);
        var (most, open, busy) = ((int)row[1], (int)row[5], (int)row[6]);
        var own = PostgresConnections.MostOf(options.Value.ConnectionString);
        return new DatabaseCondition(
            $"PostgreSQL {row[0]}",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{open} of {most} connections of the server open, {busy} at work; this process takes up to {own}"))
        {
            IsReadOnly = (bool)row[2],
            Clock = DateTimeOffset.UnixEpoch.AddSeconds((double)row[4]),
            Figures = new Dictionary<string, object>
            {
                ["size_bytes"] = (long)row[3],
                ["connections_open"] = open,
                ["connections_busy"] = busy,
            },
            Troubles = open < most * Crowded
                ? []
                :
                [
                    new HealthTrouble("connections_scarce", true, string.Create(
                        CultureInfo.InvariantCulture,
                        $"{open} of the {most} connections that PostgreSQL allows are open: raise max_connections, or lower "
                        + $"'Maximum Pool Size' in GoNoGo:Database:ConnectionString.")),
                ],
        };
    }

    public async Task<HealthTrouble?> FindObstacleAsync(DataContext data, CancellationToken cancellationToken)
    {
        try
        {
            await data.Database.OpenConnectionAsync(cancellationToken);
            var version = ((NpgsqlConnection)data.Database.GetDbConnection()).PostgreSqlVersion;
            return version.Major >= PostgresStartup.OldestMajor
                ? null
                : new HealthTrouble(
                    "database_too_old", true, $"PostgreSQL {version} is too old: use {PostgresStartup.OldestMajor} or later.");
        }
        catch (Exception exception) when (PostgresStartup.FailureOf(exception) is { } failure)
        {
            return new HealthTrouble(
                "database_unreachable",
                true,
                $"PostgreSQL cannot be reached ({PostgresStartup.Reason(failure)}): "
                + "check GoNoGo:Database:ConnectionString and that the server is up.");
        }
    }

    public async Task<IReadOnlyList<HealthTrouble>> FindDamageAsync(DataContext data, CancellationToken cancellationToken)
    {
        var row = await RowAsync(data, Damage, cancellationToken);
        var troubles = new List<HealthTrouble>();
        if ((long)row[0] > 0)
        {
            troubles.Add(new HealthTrouble("database_damaged", true, string.Create(
                CultureInfo.InvariantCulture,
                $"PostgreSQL has found {row[0]} pages whose checksum is wrong: look at its disk, and restore your backup.")));
        }

        if ((long)row[1] > 0)
        {
            troubles.Add(new HealthTrouble("index_invalid", true, string.Create(
                CultureInfo.InvariantCulture,
                $"{row[1]} indexes of the database are not valid: run REINDEX DATABASE.")));
        }

        return troubles;
    }

    private static async Task<object[]> RowAsync(DataContext data, string statement, CancellationToken cancellationToken)
    {
        await data.Database.OpenConnectionAsync(cancellationToken);
        await using DbCommand command = data.Database.GetDbConnection().CreateCommand();
        command.CommandText = statement;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var row = new object[reader.FieldCount];
        reader.GetValues(row);
        await data.Database.CloseConnectionAsync();
        return row;
    }
}
