using Npgsql;

namespace GoNoGo.Tests.Support;

/// <summary>
/// Makes a schema in an empty database, such as by running the migrations. It must close its connections: the database becomes the
/// template of those that the tests get.
/// </summary>
/// <param name="provider">Of which kind the database is.</param>
/// <param name="connectionString">The empty database.</param>
/// <param name="cancellationToken">Ends the work.</param>
public delegate Task PrepareDatabase(DatabaseProvider provider, string connectionString, CancellationToken cancellationToken);

/// <summary>A database of a test's own: a copy of a template that is prepared once, dropped with the test.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly Func<ValueTask> drop;

    private TestDatabase(DatabaseProvider provider, string connectionString, Func<ValueTask> drop) =>
        (Provider, ConnectionString, this.drop) = (provider, connectionString, drop);

    /// <summary>Of which kind it is.</summary>
    public DatabaseProvider Provider { get; }

    /// <summary>How to reach it.</summary>
    public string ConnectionString { get; }

    /// <summary>A fresh database.</summary>
    /// <param name="provider">Of which kind.</param>
    /// <param name="prepare">Makes its schema; runs once per provider and method in a process.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async Task<TestDatabase> CreateAsync(
        DatabaseProvider provider, PrepareDatabase prepare, CancellationToken cancellationToken)
    {
        var template = await DatabaseTemplate.GetAsync(provider, prepare, cancellationToken);
        return provider is DatabaseProvider.Sqlite ? CopyFile(template) : await CopyDatabaseAsync(template, cancellationToken);
    }

    public ValueTask DisposeAsync() => drop();

    private static TestDatabase CopyFile(string template)
    {
        var folder = new Testing.TemporaryFolder();
        File.Copy(template, folder["gonogo.db"]);
        return new TestDatabase(DatabaseProvider.Sqlite, DatabaseTemplate.SqliteFile(folder["gonogo.db"]), () =>
        {
            folder.Dispose();
            return ValueTask.CompletedTask;
        });
    }

    private static async Task<TestDatabase> CopyDatabaseAsync(string template, CancellationToken cancellationToken)
    {
        var name = await PostgresServer.CreateDatabaseAsync(template, cancellationToken);
        var connectionString = PostgresServer.ConnectionString(name, pooled: true);
        return new TestDatabase(DatabaseProvider.Postgres, connectionString, async () =>
        {
            await using (var connection = new NpgsqlConnection(connectionString))
            {
                NpgsqlConnection.ClearPool(connection);
            }

            await PostgresServer.DropDatabaseAsync(name);
        });
    }
}
