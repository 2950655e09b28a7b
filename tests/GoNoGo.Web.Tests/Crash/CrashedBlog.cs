using System.Data.Common;
using System.Globalization;
using GoNoGo.Testing;
using GoNoGo.Tests.Support;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace GoNoGo.Web.Tests.Crash;

/// <summary>A blog on a database of its own, whose server is killed and started again.</summary>
internal sealed class CrashedBlog : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ContentRepositoryBuilder content = new();
    private readonly string? database;
    private readonly Func<string, string>? through;

    private CrashedBlog(string? database, Func<string, string>? through)
    {
        this.database = database;
        this.through = through;
        foreach (var slug in Posts)
        {
            content.WritePost(slug, $"Post {slug}", "A post.");
        }

        content.Commit();
    }

    public static IReadOnlyList<string> Posts { get; } = ["hello", "second", "third"];

    /// <summary>Further settings of the program, by their keys.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; set; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    public string DataPath => folder["data"];

    public string ContentPath => content.Path;

    /// <summary>Settings of the database, by their keys; nothing for the file in the data folder.</summary>
    public IReadOnlyDictionary<string, string?> DatabaseSettings => database is null
        ? new Dictionary<string, string?>(StringComparer.Ordinal)
        : new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["GoNoGo:Database:Provider"] = "postgres",
            ["GoNoGo:Database:ConnectionString"] = Reached(PostgresServer.ConnectionString(database, pooled: true)),
        };

    /// <summary>A blog on an empty database.</summary>
    /// <param name="provider">Of which kind.</param>
    /// <param name="through">Changes the connection string of the program, to go by a proxy.</param>
    public static async Task<CrashedBlog> CreateAsync(DatabaseProvider provider, Func<string, string>? through = null) => new(
        provider is DatabaseProvider.Postgres
            ? await PostgresServer.CreateDatabaseAsync("template0", TestContext.Current.CancellationToken)
            : null,
        through);

    /// <summary>Starts the server, to be killed at a place where one is named.</summary>
    public Task<ServerProcess> ServeAsync(string? faultPoint = null, string? data = null) => ServerProcess.ServeAsync(
        data ?? DataPath, ["--content", content.Path], Environment(faultPoint), program: FaultPointProgram.Path);

    /// <summary>Starts the server without waiting for it.</summary>
    public ServerProcess Start(string? faultPoint, string? data = null) =>
        ServerProcess.Start(data ?? DataPath, ["--content", content.Path], Environment(faultPoint), FaultPointProgram.Path);

    /// <summary>Runs a command, to be killed at a place where one is named.</summary>
    public Task<(int ExitCode, string Output, string Errors)> RunAsync(string? faultPoint, params string[] command) =>
        ServerProcess.RunAsync(
            [.. command, "--data", DataPath, "--content", content.Path], Environment(faultPoint), FaultPointProgram.Path);

    /// <summary>A connection past the program, without a pool that would keep the file open.</summary>
    public DbConnection Connect() => database is null
        ? new SqliteConnection($"Data Source={folder["data/gonogo.db"]};Mode=ReadWrite;Pooling=False")
        : new NpgsqlConnection(PostgresServer.ConnectionString(database, pooled: false));

    /// <summary>Waits until a server that runs has written down its schedules, as a first start does.</summary>
    public async Task HasSchedulesAsync()
    {
        await using var connection = Connect();
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await Eventually.HoldsAsync(
            "the schedules were written down",
            async () =>
            {
                await using var command = connection.CreateCommand();
                command.CommandText = "SELECT COUNT(*) FROM schedules";
                return Convert.ToInt64(
                    await command.ExecuteScalarAsync(TestContext.Current.CancellationToken), CultureInfo.InvariantCulture) > 0;
            },
            TestContext.Current.CancellationToken);
    }

    /// <summary>What a comment leaves behind: rows of each table it writes to.</summary>
    public Task<StoredRows> CountAsync() => StoredRows.CountAsync(Connect(), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (database is not null)
        {
            await PostgresServer.DropDatabaseAsync(database);
        }

        content.Dispose();
        folder.Dispose();
    }

    private string Reached(string connectionString) => through is null ? connectionString : through(connectionString);

    private Dictionary<string, string?> Environment(string? faultPoint)
    {
        var environment = DatabaseSettings.Concat(Settings).ToDictionary(
            setting => setting.Key.Replace(":", "__", StringComparison.Ordinal), setting => setting.Value, StringComparer.Ordinal);
        environment["GoNoGo__Events__LeaseSeconds"] = "5"; // The next server does not wait long for what the last one held.
        environment["GoNoGo__Keys__Path"] = Path.Combine(DataPath, "keys"); // Servers of one database share them.
        environment[FaultPointProgram.Variable] = faultPoint;
        return environment;
    }
}
