using GoNoGo.Platform.Data;
using GoNoGo.Web.Hosting;
using Npgsql;

namespace GoNoGo.Web.Database.Postgres;

/// <summary>
/// Tells commands that need the database to themselves that a server works on it, from before it prepares to its end. What a lost session
/// held is taken again as soon as the database is back.
/// </summary>
internal sealed partial class PostgresServing(
    PostgresUse use, IDatabaseDialect dialect, TimeProvider clock, ILogger<PostgresServing> log)
    : BackgroundService, IHostedLifecycleService
{
    /// <summary>How long a lost session may go unnoticed.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private NpgsqlConnection? session;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        try
        {
            session = await use.TryShareAsync(cancellationToken) ?? throw new StartRefusedException(
                "A gonogo import, restore or database copy works on this database: wait for its end, then start again.");
        }
        catch (Exception exception)
        {
            if (PostgresStartup.UnreachableOf(exception) is { } refusal)
            {
                throw refusal;
            }

            throw;
        }
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The last thing of all: other parts write until they have stopped.</summary>
    public override void Dispose()
    {
        base.Dispose();
        session?.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(Interval, clock, stoppingToken);
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is NpgsqlException || dialect.IsUnavailable(exception))
            {
                session?.Dispose();
                session = null;
            }
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        if (session is not null)
        {
            // Not to be cancelled: that may end the session while other parts still write.
            await PostgresUse.AskAsync(session, CancellationToken.None);
            return;
        }

        session = await use.TryShareAsync(cancellationToken);
        if (session is null)
        {
            Crossed(log);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The session that told of this server was lost, and an import, restore or database copy has begun "
        + "since: what is written here meanwhile may be missing there")]
    private static partial void Crossed(ILogger logger);
}
