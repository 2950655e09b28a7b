using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using GoNoGo.Accounts;
using GoNoGo.Blog;
using GoNoGo.Comments;
using GoNoGo.Gdpr;
using GoNoGo.Platform;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Events;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Database;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace GoNoGo.Benchmarks;

/// <summary>
/// How fast the real dispatcher hands events to a trivial handler, against as many transactions of one INSERT and one UPDATE by the driver
/// alone, in the same run: <c>dotnet run -c Release --project perf/GoNoGo.Benchmarks -- events-drain [EVENTS]</c>. PostgreSQL where the
/// variable GONOGO_PERF_POSTGRES names an empty database.
/// </summary>
internal static class EventDrain
{
    public const string Command = "events-drain";
    private const int BatchSize = 1000;
    private const int WarmUp = 10_000;

    public static async Task RunAsync(string[] arguments, string? postgres)
    {
        var count = arguments is [var number, ..] ? int.Parse(number, CultureInfo.InvariantCulture) : 20_000;
        await MeasureAsync(DatabaseProvider.Sqlite, folder => $"Data Source={Path.Combine(folder, "gonogo.db")}", count);
        if (postgres is { Length: > 0 })
        {
            await MeasureAsync(DatabaseProvider.Postgres, _ => postgres, count);
        }
    }

    private static async Task MeasureAsync(DatabaseProvider provider, Func<string, string> connectionString, int count)
    {
        var folder = Directory.CreateTempSubdirectory("gonogo-drain-").FullName;
        try
        {
            var connection = connectionString(folder);
            await using var services = Compose(provider, connection, folder);
            services.GetRequiredService<KeyFolder>().Ensure(mayMake: true);
            await using (var scope = services.CreateAsyncScope())
            {
                await scope.ServiceProvider.GetRequiredService<DatabaseMigrator>().MigrateAsync(CancellationToken.None);
            }

            await DrainAsync(services, "warming", WarmUp); // A server that has just started compiles more than it works.
            var idle = await DrainAsync(services, "idle", count);
            var writing = await DrainAsync(services, "writing", count);
            var bare = await Bare.MeasureAsync(provider, connection, count, 1);
            var bareTogether = await Bare.MeasureAsync(provider, connection, count, EventLane.Hands);
            Console.WriteLine($"{provider}: {count} events");
            Print("bare INSERT + UPDATE, 1 connection", bare, bare);
            Print($"bare INSERT + UPDATE, {EventLane.Hands} connections", bareTogether, bare);
            Print("drained, handler writes nothing", idle, bare);
            Print("drained, handler writes a row", writing, bare);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Print(string what, double rate, double bare) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"  {what,-40} {rate,10:N0}/s   {rate / bare:0.00} x"));

    private static async Task<double> DrainAsync(ServiceProvider services, string aggregate, int count)
    {
        for (var i = 0; i < count; i += BatchSize)
        {
            await using var scope = services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<UnitOfWork>().RunAsync<Published>(
                (transaction, _) =>
                {
                    for (var j = i; j < Math.Min(i + BatchSize, count); j++)
                    {
                        transaction.Publish(new Drained($"{aggregate}-{j}"));
                    }

                    return Task.FromResult<Result<Published>>(new Published());
                },
                CancellationToken.None);
        }

        var dispatcher = ActivatorUtilities.GetServiceOrCreateInstance<EventDispatcher>(services);
        var start = Stopwatch.GetTimestamp();
        await dispatcher.StartAsync(CancellationToken.None);
        await using (var scope = services.CreateAsyncScope())
        {
            var deliveries = scope.ServiceProvider.GetRequiredService<DataContext>().Set<OutboxDelivery>();
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
            while (await deliveries.AnyAsync(row => row.Status == DeliveryStatus.Available && row.Handler == Handler.Name))
            {
                await timer.WaitForNextTickAsync();
            }
        }

        var elapsed = Stopwatch.GetElapsedTime(start);
        await dispatcher.StopAsync(CancellationToken.None);
        return count / elapsed.TotalSeconds;
    }

    private static ServiceProvider Compose(DatabaseProvider provider, string connectionString, string folder)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["GoNoGo:Data:Path"] = folder,
            ["GoNoGo:Database:Provider"] = provider.ToString(),
            ["GoNoGo:Database:ConnectionString"] = connectionString,
        }).Build();
        return new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton(TimeProvider.System)
            .AddLogging()
            .AddPlatform().AddGdpr().AddAccounts().AddComments()
            .AddSingleton(new ModelPart(typeof(BlogService).Assembly))
            .AddSingleton(new ModelPart(typeof(GoNoGo.Integrations.Email.EmailServices).Assembly))
            .AddDatabase(provider)
            .AddEventHandler<Drained, Handler>(Handler.Name)
            .BuildServiceProvider();
    }

    internal sealed record Drained(string AggregateId) : IEvent
    {
        public static string Type => "bench.drained";

        public static int Version => 1;
    }

    internal sealed class Handler : IEventHandler<Drained>
    {
        public const string Name = "bench.handler";

        public Task HandleAsync(Drained @event, Transaction transaction, CancellationToken cancellationToken)
        {
            if (@event.AggregateId.StartsWith('w'))
            {
                transaction.Data.Add(new IdempotencyRecord
                {
                    KeyTag = Guid.CreateVersion7().ToByteArray(),
                    Fingerprint = [1],
                    ResourceId = transaction.Id,
                    ExpiresAt = transaction.StartedAt,
                });
            }

            return Task.CompletedTask;
        }
    }

    private sealed record Published;

    /// <summary>The driver alone, on the same database with the same settings: what a queue by hand would do at least.</summary>
    private static class Bare
    {
        public static async Task<double> MeasureAsync(DatabaseProvider provider, string connectionString, int count, int connections)
        {
            await using (var connection = await OpenAsync(provider, connectionString))
            {
                await ExecuteAsync(connection, "DROP TABLE IF EXISTS bare_queue");
                await ExecuteAsync(connection, "DROP TABLE IF EXISTS bare_inbox");
                await ExecuteAsync(connection, "CREATE TABLE bare_queue (id INTEGER PRIMARY KEY, payload TEXT, status TEXT)");
                await ExecuteAsync(connection, "CREATE TABLE bare_inbox (id INTEGER PRIMARY KEY, handled_at BIGINT)");
                await ExecuteAsync(connection, "BEGIN");
                for (var i = 0; i < count; i++)
                {
                    await ExecuteAsync(connection, $"INSERT INTO bare_queue VALUES ({i}, '{"{}"}', 'Available')");
                }

                await ExecuteAsync(connection, "COMMIT");
            }

            var next = -1;
            var start = Stopwatch.GetTimestamp();
            await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(async () =>
            {
                await using var connection = await OpenAsync(provider, connectionString);
                await using var insert = Statement(connection, "INSERT INTO bare_inbox VALUES (@id, 1)");
                await using var update = Statement(connection, "UPDATE bare_queue SET status = 'Done' WHERE id = @id");
                while (Interlocked.Increment(ref next) is var id && id < count)
                {
                    await using var transaction = connection is SqliteConnection sqlite
                        ? sqlite.BeginTransaction(deferred: false)
                        : await connection.BeginTransactionAsync();
                    foreach (var command in new[] { insert, update })
                    {
                        command.Transaction = transaction;
                        command.Parameters[0].Value = id;
                        await command.ExecuteNonQueryAsync();
                    }

                    await transaction.CommitAsync();
                }
            })));
            return count / Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        private static async Task<DbConnection> OpenAsync(DatabaseProvider provider, string connectionString)
        {
            DbConnection connection = provider is DatabaseProvider.Sqlite
                ? new SqliteConnection(connectionString)
                : new NpgsqlConnection(connectionString);
            await connection.OpenAsync();
            if (provider is DatabaseProvider.Sqlite)
            {
                Web.Database.Sqlite.SqliteConnectionSettings.Apply(connection);
            }

            return connection;
        }

        private static DbCommand Statement(DbConnection connection, string text)
        {
            var command = connection.CreateCommand();
            command.CommandText = text;
            var id = command.CreateParameter();
            (id.ParameterName, id.Value) = ("@id", 0);
            command.Parameters.Add(id);
            command.Prepare();
            return command;
        }

        private static async Task ExecuteAsync(DbConnection connection, string statement)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = statement;
            await command.ExecuteNonQueryAsync();
        }
    }
}
