using System.Net.Sockets;
using GoNoGo.Platform.Data;
using GoNoGo.Web.Hosting;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace GoNoGo.Web.Database.Postgres;

internal sealed class PostgresStartup : IDatabaseStartup
{
    public const int OldestMajor = 14;

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
        catch (Exception exception) when (FailureOf(exception) is { } failure)
        {
            throw new StartRefusedException(
                $"PostgreSQL cannot be reached ({Reason(failure)}): "
                + "check GoNoGo:Database:ConnectionString and that the server is up.",
                exception);
        }
    }

    /// <summary>What may pass by itself comes wrapped, with the advice to try again.</summary>
    public static NpgsqlException? FailureOf(Exception exception) =>
        exception as NpgsqlException ?? (exception as InvalidOperationException)?.InnerException as NpgsqlException;

    /// <summary>Why the server cannot be reached, in a word.</summary>
    public static string Reason(NpgsqlException failure) => failure.SqlState
        ?? (failure.InnerException is SocketException socket ? socket.SocketErrorCode.ToString() : failure.GetType().Name);

    /// <summary>EF Core locks its history table while it migrates; all that is ours to do is to hold the connection.</summary>
    private sealed class HeldConnection(DataContext data) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await data.Database.CloseConnectionAsync();
    }
}
