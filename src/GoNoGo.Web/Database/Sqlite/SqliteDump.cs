using GoNoGo.Platform.Data;
using Microsoft.Data.Sqlite;

namespace GoNoGo.Web.Database.Sqlite;

/// <summary>
/// The database file by SQLite's online backup. The plain copy that it makes beside the database has no name where the system allows that:
/// whatever ends the process, nothing is left of it.
/// </summary>
internal sealed class SqliteDump(SqliteFile file) : IDatabaseDump
{
    private const string Tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";
    private const int BufferBytes = 1 << 20;

    public string Kind => "sqlite";

    /// <summary>The database file.</summary>
    public string Path => file.Path;

    public async Task<DatabaseFacts> WriteAsync(
        Stream target, IProgress<(int Done, int Total)>? progress, CancellationToken cancellationToken)
    {
        var path = $"{file.Path}.copying";
        try
        {
            DeleteAll(path);
            SqliteFile.Make(path);
            await using var read = new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, BufferBytes, FileOptions.SequentialScan);
            DatabaseFacts facts;
            await using (var copy = await OpenAsync(path, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF", cancellationToken))
            {
                if (!OperatingSystem.IsWindows())
                {
                    File.Delete(path);
                }

                facts = await CopyAsync(copy, progress, cancellationToken);
            }

            await read.CopyToAsync(target, BufferBytes, cancellationToken);
            return facts;
        }
        catch (SqliteException exception)
        {
            throw new DumpFailedException(
                FormattableString.Invariant(
                    $"The database {file.Path} could not be copied ({exception.SqliteErrorCode}): look whether the disk is full."),
                exception);
        }
        finally
        {
            DeleteAll(path);
        }
    }

    public Task<DatabaseFacts> CountAsync(CancellationToken cancellationToken) => CountAsync(file.Path, cancellationToken);

    /// <summary>What a copy beside the database holds.</summary>
    public async Task<DatabaseFacts> CountAsync(string path, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(path, "PRAGMA query_only = ON", cancellationToken);
        await using var moment = connection.BeginTransaction(deferred: true);
        return await new FactReading(connection).ReadAsync(Kind, Tables, cancellationToken);
    }

    public Task<bool> IsEmptyAsync(CancellationToken cancellationToken) =>
        Task.FromResult(!Of(file.Path).Any(path => File.Exists(path) && new FileInfo(path).Length > 0));

    public async Task<IReadOnlyList<string>> TablesAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(file.Path))
        {
            return [];
        }

        await using var connection = await OpenAsync(file.Path, "PRAGMA query_only = ON", cancellationToken);
        return await new FactReading(connection).TextsAsync(Tables, cancellationToken);
    }

    public async Task<DatabaseFacts> LookAsync(CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(file.Path, "PRAGMA query_only = ON", cancellationToken);
        return await new FactReading(connection).ReadAsync(Kind, Tables, cancellationToken);
    }

    public async Task ReadAsync(Stream source, DatabaseFacts expected, CancellationToken cancellationToken)
    {
        var path = $"{file.Path}.restoring";
        try
        {
            DeleteAll(path);
            SqliteFile.Make(path);
            await using (var written = new FileStream(path, FileMode.Open, FileAccess.Write))
            {
                await source.CopyToAsync(written, BufferBytes, cancellationToken);
                written.Flush(flushToDisk: true);
            }

            var found = await CheckAsync(path, cancellationToken);
            if (expected.DifferenceTo(found) is { } difference)
            {
                throw new DumpFailedException($"The copy is not what its manifest says: {difference}. Restore another backup.");
            }

            DeleteEmpty(file.Path);
            UnixFiles.MoveDurably(path, file.Path);
        }
        catch (SqliteException exception)
        {
            throw new DumpFailedException(
                FormattableString.Invariant($"The copy is no database ({exception.SqliteErrorCode}): restore another backup."), exception);
        }
        finally
        {
            DeleteAll(path);
        }
    }

    public Task<string> MakeScratchAsync(string name, CancellationToken cancellationToken) => Task.FromResult("");

    public Task DropScratchAsync(string name) => Task.CompletedTask;

    /// <summary>Copies the database into a file beside it, for its owner alone.</summary>
    public async Task CopyToAsync(string path, CancellationToken cancellationToken)
    {
        var temporary = $"{path}.copying";
        DeleteAll(temporary);
        SqliteFile.Make(temporary);
        await using (var copy = await OpenAsync(temporary, "PRAGMA journal_mode = OFF; PRAGMA synchronous = FULL", cancellationToken))
        {
            await CopyAsync(copy, progress: null, cancellationToken);
        }

        await using (var written = new FileStream(temporary, FileMode.Open, FileAccess.ReadWrite))
        {
            written.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
        UnixFiles.FlushFolder(System.IO.Path.GetDirectoryName(path)!); // It lies beside the database.
    }

    private async Task<DatabaseFacts> CopyAsync(
        SqliteConnection copy, IProgress<(int Done, int Total)>? progress, CancellationToken cancellationToken)
    {
        await using var source = new SqliteConnection(
            new SqliteConnectionStringBuilder(file.ConnectionString) { Pooling = false }.ConnectionString);
        await source.OpenAsync(cancellationToken);

        // From the first look on this connection sees one moment; who writes is not held up.
        await using var moment = source.BeginTransaction(deferred: true);
        var facts = await new FactReading(source).ReadAsync(Kind, Tables, cancellationToken);
        await SqlitePages.CopyAsync(source, copy, progress, cancellationToken);
        return facts;
    }

    private async Task<DatabaseFacts> CheckAsync(string path, CancellationToken cancellationToken)
    {
        await using var copy = await OpenAsync(path, "PRAGMA synchronous = FULL", cancellationToken);
        var facts = await new FactReading(copy).ReadAsync(Kind, Tables, cancellationToken);
        await using var command = copy.CreateCommand();
        command.CommandText = "PRAGMA quick_check(1)";
        return await command.ExecuteScalarAsync(cancellationToken) is "ok"
            ? facts
            : throw new DumpFailedException("The copy is damaged within: restore another backup.");
    }

    private static async Task<SqliteConnection> OpenAsync(string path, string pragmas, CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = pragmas;
            await command.ExecuteNonQueryAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static void DeleteAll(string path)
    {
        foreach (var one in Of(path))
        {
            File.Delete(one);
        }
    }

    // Looked at again: whoever came meanwhile keeps what is theirs, and nothing is moved over it.
    private static void DeleteEmpty(string path)
    {
        foreach (var one in Of(path).Where(one => File.Exists(one)))
        {
            if (new FileInfo(one).Length > 0)
            {
                throw new DumpFailedException("A database has appeared here meanwhile, and a restore overwrites none: look whose it is.");
            }

            File.Delete(one);
        }
    }

    private static string[] Of(string path) => [path, $"{path}-wal", $"{path}-shm", $"{path}-journal"];
}
