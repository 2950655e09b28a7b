using GoNoGo.Platform.Data;
using GoNoGo.Web.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Web.Database.Sqlite;

internal sealed class SqliteStartup(SqliteFile file) : IDatabaseStartup
{
    /// <summary>Before this version two connections could corrupt a WAL between them.</summary>
    private static readonly Version Floor = new(3, 51, 3);

    private static readonly TimeSpan LookPatience = TimeSpan.FromSeconds(30);

    /// <summary>Entity Framework makes its own two before all others.</summary>
    private const string OtherTables = """
        SELECT name FROM sqlite_schema WHERE type = 'table' AND substr(name, 1, 7) <> 'sqlite_' AND substr(name, 1, 4) <> '__EF'
        """;

    public Task PrepareAsync(DataContext data, CancellationToken cancellationToken)
    {
        file.Make();
        return OpenedAsync(
            data,
            async connection =>
            {
                // A migration that was killed leaves its lock row behind, and the next would wait for it for ever. The file lock is ours.
                await using var command = connection.CreateCommand();
                command.CommandText = "DROP TABLE IF EXISTS \"__EFMigrationsLock\"";
                return await command.ExecuteNonQueryAsync(cancellationToken);
            },
            cancellationToken);
    }

    public async Task<IReadOnlyList<string>> HistoryColumnsAsync(DataContext data, CancellationToken cancellationToken)
    {
        if (new FileInfo(file.Path) is not { Exists: true, Length: > 0 })
        {
            return [];
        }

        var (columns, others) = await OpenedAsync(
            data,
            async connection =>
            {
                var reading = new FactReading(connection, LookPatience);
                return (
                    await reading.TextsAsync($"SELECT name FROM pragma_table_info('{FactReading.History}')", cancellationToken),
                    await reading.TextsAsync(OtherTables, cancellationToken));
            },
            cancellationToken);
        return columns.Count == 0 && others.Count > 0 ? throw DatabaseMigrator.NotOurs() : columns;
    }

    private async Task<T> OpenedAsync<T>(DataContext data, Func<SqliteConnection, Task<T>> act, CancellationToken cancellationToken)
    {
        try
        {
            await data.Database.OpenConnectionAsync(cancellationToken);
            var connection = (SqliteConnection)data.Database.GetDbConnection();
            var version = Version.Parse(connection.ServerVersion);
            return version < Floor
                ? throw new StartRefusedException(
                    $"SQLite {version} can corrupt its write-ahead log: use a build of GoNoGo with SQLite {Floor} or later.")
                : await act(connection);
        }
        catch (SqliteException exception) when (!StorageFailure.IsOne(exception))
        {
            throw new StartRefusedException(
                $"The database {file.Path} cannot be opened ({exception.SqliteErrorCode}): "
                + "check that it is a GoNoGo database and may be written.",
                exception);
        }
        finally
        {
            await data.Database.CloseConnectionAsync();
        }
    }

    public async Task<IAsyncDisposable> LockAsync(DataContext data, CancellationToken cancellationToken)
    {
        var path = $"{file.Path}.lock";
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (UnauthorizedAccessException exception)
            {
                throw new StartRefusedException(
                    $"The data folder cannot be written ({path}): let this user write there or choose another with --data.", exception);
            }
            catch (DirectoryNotFoundException exception)
            {
                throw new StartRefusedException(
                    $"The folder of the database {file.Path} does not exist: make it, or correct GoNoGo:Database:ConnectionString.",
                    exception);
            }
            catch (IOException exception) when (DiskFailure.IsHeldByAnother(exception) && !patience.IsCancellationRequested)
            {
                // Another process migrates; it is done in a moment.
                await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
            }
            catch (IOException exception) when (DiskFailure.IsHeldByAnother(exception))
            {
                throw new StartRefusedException($"Another process holds {path} for over a minute: stop it, then start again.", exception);
            }
        }
    }

    public Task<IAsyncDisposable?> TryHoldAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IAsyncDisposable?>(new FolderHolds());

    /// <summary>There is nothing to hold beside <see cref="ServerLock"/>, which a server on SQLite and each such command has.</summary>
    private sealed class FolderHolds : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
