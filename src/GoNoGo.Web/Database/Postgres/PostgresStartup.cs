using System.Globalization;
using System.Net.Sockets;
using GoNoGo.Platform.Data;
using GoNoGo.Web.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;

namespace GoNoGo.Web.Database.Postgres;

internal sealed class PostgresStartup(IOptions<DatabaseOptions> options, PostgresUse use) : IDatabaseStartup
{
    public const int OldestMajor = 14;

    private const string Lock = "SELECT pg_advisory_lock(hashtextextended('gonogo:migrations', 0))";

    /// <summary>How long another process may migrate before this one gives up: a backup and every migration fit into it.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(10);

    public Task PrepareAsync(DataContext data, CancellationToken cancellationToken)
    {
        var version = ((NpgsqlConnection)data.Database.GetDbConnection()).PostgreSqlVersion;
        return version.Major < OldestMajor
            ? Task.FromException(new StartRefusedException($"PostgreSQL {version} is too old: use {OldestMajor} or later."))
            : Task.CompletedTask;
    }

    public async Task<IReadOnlyList<string>> HistoryColumnsAsync(DataContext data, CancellationToken cancellationToken)
    {
        await PrepareAsync(data, cancellationToken);
        return await FactReading.TextsAsync(
            data,
            $"SELECT attname FROM pg_attribute WHERE attrelid = to_regclass('\"{FactReading.History}\"') AND attnum > 0",
            cancellationToken);
    }

    public async Task<IAsyncDisposable> LockAsync(DataContext data, CancellationToken cancellationToken)
    {
        // A connection of its own: migrations open and close theirs, and each of their transactions ends what it has locked.
        var own = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(options.Value.ConnectionString) { Pooling = false, CommandTimeout = 0 }.ConnectionString);
        try
        {
            await own.OpenAsync(cancellationToken);
            await using var command = new NpgsqlCommand(
                string.Create(CultureInfo.InvariantCulture, $"SET lock_timeout = {Patience.TotalMilliseconds:0}; {Lock}"), own);
            await command.ExecuteNonQueryAsync(cancellationToken);
            await data.Database.OpenConnectionAsync(cancellationToken);
            return new MigrationLock(own, data);
        }
        catch (Exception exception)
        {
            await own.DisposeAsync();
            if (RefusalOf(exception) is { } refusal)
            {
                throw refusal;
            }

            throw;
        }
    }

    public async Task<IAsyncDisposable?> TryHoldAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await use.TryHoldAsync(cancellationToken);
        }
        catch (Exception exception)
        {
            if (UnreachableOf(exception) is { } refusal)
            {
                throw refusal;
            }

            throw;
        }
    }

    /// <summary>What may pass by itself comes wrapped, with the advice to try again.</summary>
    public static NpgsqlException? FailureOf(Exception exception) =>
        exception as NpgsqlException ?? (exception as InvalidOperationException)?.InnerException as NpgsqlException;

    /// <summary>Why the server cannot be reached, in a word.</summary>
    public static string Reason(NpgsqlException failure) => failure.SqlState
        ?? (failure.InnerException is SocketException socket ? socket.SocketErrorCode.ToString() : failure.GetType().Name);

    /// <summary>What to say where the server cannot be reached; null for another failure.</summary>
    public static StartRefusedException? UnreachableOf(Exception exception) => FailureOf(exception) is not { } failure
        ? null
        : new StartRefusedException(
            failure.SqlState == PostgresErrorCodes.InvalidCatalogName
                ? "PostgreSQL has no database of the name that is given: make an empty one with createdb, or correct "
                    + "GoNoGo:Database:ConnectionString."
                : $"PostgreSQL cannot be reached ({Reason(failure)}): check GoNoGo:Database:ConnectionString and that the server is up.",
            exception);

    private StartRefusedException? RefusalOf(Exception exception) => exception switch
    {
        PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable } => new StartRefusedException(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Another gonogo has been preparing this database for over {Patience.TotalMinutes:0} minutes: ")
            + "wait for its end, or end it, then start again.",
            exception),
        _ => UnreachableOf(exception),
    };

    /// <summary>The lock ends with the session that has it, however the process ends.</summary>
    private sealed class MigrationLock(NpgsqlConnection own, DataContext data) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await data.Database.CloseConnectionAsync();
            await own.DisposeAsync();
        }
    }
}
