using System.Data.Common;
using System.Diagnostics;
using GoNoGo.Platform.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;

namespace GoNoGo.Web.Database.Sqlite;

/// <summary>
/// The one writer of this process: units queue for it, in order, rather than in SQLite's busy time-out. Those that wait while one is
/// at work join its commit, each behind a savepoint of its own, so that one flush to disk serves them all. A unit is answered when
/// the commit that it is in is durable.
/// </summary>
internal sealed class SqliteWriter(SqliteFile file) : IDisposable
{
    /// <summary>How long a unit waits for its turn before the database counts as busy.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The same for a unit that nobody waits for, before which others go.</summary>
    private static readonly TimeSpan BackgroundPatience = TimeSpan.FromMinutes(2);

    private readonly SqliteTurns turns = new();
    private SqliteConnection? connection;
    private SqliteCommitGroup? group;
    private TimeSpan lastCommit;

    /// <summary>How many units wait for their turn.</summary>
    public int Waiting => turns.Waiting;

    /// <summary>Whether a connection is the one that units write on.</summary>
    public bool Owns(SqliteConnection candidate) => ReferenceEquals(candidate, Volatile.Read(ref connection));

    public async Task<IUnitTransaction> BeginAsync(DataContext data, CancellationToken cancellationToken)
    {
        var isBackground = BackgroundWork.IsRunning;
        await TakeTurnAsync(isBackground, cancellationToken);
        try
        {
            group ??= new SqliteCommitGroup(await BeginAsync(cancellationToken), lastCommit);
            data.Database.AutoSavepointsEnabled = false; // The unit has one of its own.
            data.Database.SetDbConnection(group.Transaction.Connection, contextOwnsConnection: false);
            await data.Database.UseTransactionAsync(group.Transaction, cancellationToken);
            await group.Transaction.SaveAsync(Member.Savepoint, cancellationToken);
            return new Member(this, group, data, isBackground);
        }
        catch
        {
            Detach(data);
            AbandonIfEnded();
            EndTurn();
            throw;
        }
    }

    public void Dispose() => connection?.Dispose();

    private async Task TakeTurnAsync(bool isBackground, CancellationToken cancellationToken)
    {
        var isMine = false;
        try
        {
            isMine = await turns.WaitAsync(isBackground, isBackground ? BackgroundPatience : Patience, cancellationToken);
        }
        finally
        {
            if (!isMine)
            {
                CommitIfLeft();
            }
        }

        if (!isMine)
        {
            throw new SqliteException("The one writer of the database was busy for too long.", raw.SQLITE_BUSY);
        }
    }

    /// <summary>Lets the next one in, or commits where there is none.</summary>
    private void EndTurn()
    {
        CommitUnlessJoined();
        turns.Release(isCommitAwaited: group is { IsBackground: false });
        CommitIfLeft();
    }

    /// <summary>
    /// Commits a group that was left to one who then gave up waiting. Both the one who gives up and the one who ends a turn look,
    /// after they have said so, which makes one of them see it.
    /// </summary>
    private void CommitIfLeft()
    {
        while (turns.Waiting == 0 && Volatile.Read(ref group) is not null && turns.TryTake())
        {
            CommitUnlessJoined();
            turns.Release(isCommitAwaited: group is { IsBackground: false });
        }
    }

    private async Task<SqliteTransaction> BeginAsync(CancellationToken cancellationToken)
    {
        if (connection is null)
        {
            // Not from the pool: one that is expelled must not come back.
            var own = new SqliteConnectionStringBuilder(file.ConnectionString) { Pooling = false };
            var opened = new SqliteConnection(own.ConnectionString);
            await opened.OpenAsync(cancellationToken);
            SqliteConnectionSettings.Apply(opened);
            connection = opened;
        }

        return connection.BeginTransaction(deferred: false);
    }

    /// <summary>
    /// Commits the group, unless it is young and somebody waits who can join it; nobody is made to wait for background work. The caller
    /// holds the turn.
    /// </summary>
    private void CommitUnlessJoined()
    {
        if (group is null || (group.IsOpen && (group.IsBackground ? turns.Waiting > 0 : turns.IsPersonWaiting)))
        {
            return;
        }

        var ending = group;
        group = null;
        try
        {
            var begun = Stopwatch.GetTimestamp();
            ending.Transaction.Commit();
            lastCommit = Stopwatch.GetElapsedTime(begun);
            ending.Transaction.Dispose();
            ending.Durable.SetResult();
        }
        catch (SqliteException exception)
        {
            Fail(ending, exception);
        }
        catch (InvalidOperationException)
        {
            // SQLite had ended the transaction by itself.
            Fail(ending, RolledBackByTheDatabase());
        }
    }

    /// <summary>After a failure that SQLite answered by rolling everything back, all who waited for the same commit have failed.</summary>
    private void AbandonIfEnded()
    {
        if (connection is null || raw.sqlite3_get_autocommit(connection.Handle) != 0)
        {
            Abandon();
        }
    }

    /// <summary>Gives up the commit of all who are in it: one of them could not be taken out.</summary>
    private void Abandon()
    {
        if (group is { } broken)
        {
            group = null;
            Fail(broken, RolledBackByTheDatabase());
        }
    }

    private static void Discard(IDisposable? broken)
    {
        try
        {
            broken?.Dispose();
        }
        catch (Exception exception) when (exception is SqliteException or InvalidOperationException)
        {
            // It is gone either way.
        }
    }

    private static SqliteException RolledBackByTheDatabase() =>
        new("The transaction was rolled back by the database.", raw.SQLITE_IOERR);

    /// <summary>A connection on which a commit failed is not trusted again.</summary>
    private void Fail(SqliteCommitGroup failed, SqliteException exception)
    {
        failed.Durable.SetException(exception);
        _ = failed.Durable.Task.Exception; // Where nobody waits, nobody misses it.
        Discard(failed.Transaction);
        Discard(connection);
        connection = null;
    }

    /// <summary>Rolls back the unit at work, whose work cannot be stopped, and takes a new connection for the next one.</summary>
    private Task ExpelAsync()
    {
        var (ending, expelled) = (group!, connection!); // There are both while a unit is at work.
        (group, connection) = (null, null);
        return SqliteExpulsion.RunAsync(expelled, ending, Member.Savepoint, file.ConnectionString);
    }

    private void Detach(DataContext data)
    {
        data.Database.UseTransaction(null);
        data.Database.SetDbConnection(null);
        data.Database.SetConnectionString(file.ConnectionString);
    }

    /// <summary>One unit's part of a group.</summary>
    private sealed class Member(SqliteWriter writer, SqliteCommitGroup group, DataContext data, bool isBackground) : IUnitTransaction
    {
        public const string Savepoint = "unit";
        private bool hasEnded;

        public async Task CommitAsync()
        {
            Release();
            group.Add(isBackground);
            End();
            await group.Durable.Task;
        }

        public void Tell(IReadOnlyCollection<string>? due)
        {
            // SQLite tells nobody.
        }

        public ValueTask DisposeAsync()
        {
            if (!hasEnded)
            {
                RollBack();
                End();
            }

            return ValueTask.CompletedTask;
        }

        public async Task ExpelAsync()
        {
            hasEnded = true;
            await writer.ExpelAsync();
            writer.turns.Release();
        }

        private void Release()
        {
            try
            {
                group.Transaction.Release(Savepoint);
            }
            catch (InvalidOperationException)
            {
                // The transaction has ended without us: a full disk and the like end all of it, not the savepoint alone.
                throw RolledBackByTheDatabase();
            }
        }

        private void RollBack()
        {
            try
            {
                group.Transaction.Rollback(Savepoint);
                Release();
            }
            catch (Exception exception) when (exception is DbException or InvalidOperationException)
            {
                writer.Abandon();
            }
        }

        private void End()
        {
            hasEnded = true;
            writer.Detach(data);
            writer.EndTurn();
        }
    }
}
