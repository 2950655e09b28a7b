using GoNoGo.Platform.Data;
using GoNoGo.Web.Hosting;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace GoNoGo.Web.Database.Postgres;

internal sealed class PostgresStartup : IDatabaseStartup
{
    private const int OldestMajor = 14;

    public Task PrepareAsync(DataContext data, CancellationToken cancellationToken)
    {
        var version = ((NpgsqlConnection)data.Database.GetDbConnection()).PostgreSqlVersion;
        return version.Major < OldestMajor
            ? Task.FromException(new StartRefusedException($"PostgreSQL {version} is too old: use {OldestMajor} or later."))
            : Task.CompletedTask;
    }

    public async Task<IAsyncDisposable> LockAsync(DataContext data, CancellationToken cancellationToken)
    {
        try
        {
            await data.Database.OpenConnectionAsync(cancellationToken);
            return new HeldConnection(data);
        }
        catch (NpgsqlException exception)
        {
            throw new StartRefusedException(
                $"PostgreSQL cannot be reached ({exception.SqlState ?? exception.GetType().Name}): "
                + "check GoNoGo:Database:ConnectionString and that the server is up.",
                exception);
        }
    }

    /// <summary>EF Core locks its history table while it migrates; all that is ours to do is to hold the connection.</summary>
    private sealed class HeldConnection(DataContext data) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await data.Database.CloseConnectionAsync();
    }
}
