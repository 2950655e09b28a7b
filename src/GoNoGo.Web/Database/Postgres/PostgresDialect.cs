using System.Data.Common;
using GoNoGo.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace GoNoGo.Web.Database.Postgres;

/// <summary>PostgreSQL sorts its writers out itself; background work is kept from getting in the way of people.</summary>
internal sealed class PostgresDialect(IOptions<DatabaseOptions> options, TimeProvider clock) : IDatabaseDialect
{
    /// <summary>On which a trigger of the table of comments tells the slugs of posts whose threads have changed.</summary>
    private const string ShownChannel = "gonogo_shown";
    private const int KeepAliveSeconds = 30;

    private readonly PostgresAnnouncements announcements = new(PostgresConnections.StringOf(options.Value.ConnectionString));
    private readonly PostgresTurns turns = new(
        Environment.ProcessorCount, Math.Max(1, PostgresConnections.MostOf(options.Value.ConnectionString) / 2), clock);

    public Task<bool> ForgetAsync(DataContext data, CancellationToken cancellationToken) => Task.FromResult(true);

    public string LastIdentity => "lastval()";

    public bool HasOneServer => false;

    public async Task<IUnitTransaction> BeginAsync(DataContext data, CancellationToken cancellationToken)
    {
        data.Database.AutoSavepointsEnabled = false; // A unit that fails is rolled back whole.
        var turn = await turns.EnterAsync(BackgroundWork.IsRunning, cancellationToken);
        try
        {
            return new PostgresUnitTransaction(data, await data.Database.BeginTransactionAsync(cancellationToken), this, turn);
        }
        catch
        {
            turn.Dispose();
            throw;
        }
    }

    public Task WriteRecordsAsync(
        DataContext data,
        IReadOnlyCollection<string> aggregates,
        IReadOnlyList<RecordStatement> records,
        CancellationToken cancellationToken) => PostgresRecords.WriteAsync(data, aggregates, records, cancellationToken);

    public Task LockAsync(DataContext data, string aggregate, CancellationToken cancellationToken) => data.Database.ExecuteSqlAsync(
        $"SELECT pg_advisory_xact_lock(hashtextextended({"gonogo:unit:" + aggregate}, 0))", cancellationToken);

    public Task<ClaimedRows> ClaimAsync(DataContext data, DeliveryClaim claim, CancellationToken cancellationToken) =>
        PostgresDeliveries.ClaimAsync(data, claim, cancellationToken);

    public Task<int> RenewAsync(DataContext data, HeldDeliveries held, DateTimeOffset until, CancellationToken cancellationToken) =>
        PostgresDeliveries.RenewAsync(data, held, until, cancellationToken);

    public Task<DeliveryEntry> EndDeliveryAsync(DataContext data, DeliveryEnd end, CancellationToken cancellationToken) =>
        PostgresDeliveries.EndAsync(data, end, cancellationToken);

    public async Task ListenAsync(DatabaseListener listener, CancellationToken cancellationToken)
    {
        // A connection of its own, which asks now and then whether the server is still there.
        var own = new NpgsqlConnectionStringBuilder(options.Value.ConnectionString) { Pooling = false, KeepAlive = KeepAliveSeconds };
        await using var connection = new NpgsqlConnection(own.ConnectionString);
        connection.Notification += (_, told) =>
        {
            if (told.Channel == ShownChannel)
            {
                listener.Shown(told.Payload);
            }
            else
            {
                announcements.Hear(told.Payload, listener);
            }
        };
        await connection.OpenAsync(cancellationToken);
        await using (var command = new NpgsqlCommand($"LISTEN {PostgresAnnouncements.Channel}; LISTEN {ShownChannel}", connection))
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        listener.Listening();
        while (true)
        {
            await connection.WaitAsync(cancellationToken);
        }
    }

    public bool IsUniqueViolation(Exception exception) =>
        (exception as PostgresException ?? exception.InnerException as PostgresException)?.SqlState is PostgresErrorCodes.UniqueViolation;

    public bool IsConflict(Exception exception) =>
        Cause<PostgresException>(exception)?.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure;

    public bool IsUnavailable(Exception exception) => Cause<NpgsqlException>(exception) switch
    {
        // A server that has become a replica takes no writes.
        PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction } => true,
        PostgresException refusal => refusal.IsTransient,
        null => IsOfLostSession(exception) || IsOfLostSocket(exception),
        _ => true,
    };

    /// <summary>The driver tells of a lost session once; what is asked of it afterwards was completed, closed or disposed.</summary>
    private static bool IsOfLostSession(Exception exception) => exception is InvalidOperationException { Source: nameof(Npgsql) };

    /// <summary>A server that hangs up while the driver lays its stream over a new connection: that comes through as it is.</summary>
    private static bool IsOfLostSocket(Exception exception) => exception is IOException { Source: "System.Net.Sockets" };

    /// <summary>What EF Core takes for passing it wraps with the advice to try again, beside what it wraps in any case.</summary>
    private static T? Cause<T>(Exception? exception)
        where T : NpgsqlException
    {
        while (exception is not null and not T)
        {
            exception = exception.InnerException;
        }

        return exception as T;
    }

    /// <summary>
    /// Has the server end a session, whatever it is doing: a connection cannot be closed under a command that runs on it.
    /// </summary>
    private async Task TerminateAsync(int processId)
    {
        try
        {
            await using var connection = new NpgsqlConnection(options.Value.ConnectionString);
            await connection.OpenAsync(CancellationToken.None);
            await using var command = new NpgsqlCommand("SELECT pg_terminate_backend($1)", connection);
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = processId });
            await command.ExecuteNonQueryAsync(CancellationToken.None);
        }
        catch (NpgsqlException)
        {
            // Where the server cannot be reached, the session has no future either.
        }
    }

    private sealed class PostgresUnitTransaction(
        DataContext data, IDbContextTransaction transaction, PostgresDialect dialect, IDisposable turn) : IUnitTransaction
    {
        private readonly int processId = ((NpgsqlConnection)data.Database.GetDbConnection()).ProcessID;

        public Task CommitAsync() => transaction.CommitAsync(CancellationToken.None);

        public void Tell(IReadOnlyCollection<string>? due) => dialect.announcements.Tell(due);

        public Task ExpelAsync() => dialect.TerminateAsync(processId);

        public async ValueTask DisposeAsync()
        {
            try
            {
                await transaction.DisposeAsync();
            }
            catch (Exception exception) when (exception is DbException or InvalidOperationException)
            {
                // The session has gone, and with it the transaction; why it had to be rolled back is not to be hidden by that.
            }
            finally
            {
                turn.Dispose();
            }
        }
    }
}
