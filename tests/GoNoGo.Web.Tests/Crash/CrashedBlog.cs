using GoNoGo.Testing;
using GoNoGo.Tests.Support;

namespace GoNoGo.Web.Tests.Crash;

/// <summary>A blog on a database of its own, whose server is killed and started again.</summary>
internal sealed class CrashedBlog : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ContentRepositoryBuilder content = new();
    private readonly string? database;

    private CrashedBlog(string? database)
    {
        this.database = database;
        content.WritePost("hello", "Hello", "A first post.").Commit();
    }

    public static async Task<CrashedBlog> CreateAsync(DatabaseProvider provider) => new(provider is DatabaseProvider.Postgres
        ? await PostgresServer.CreateDatabaseAsync("template0", TestContext.Current.CancellationToken)
        : null);

    /// <summary>Starts the server, to be killed at a place where one is named.</summary>
    public Task<ServerProcess> ServeAsync(string? faultPoint = null)
    {
        var environment = new Dictionary<string, string?> { [FaultPointProgram.Variable] = faultPoint };
        if (database is not null)
        {
            environment["GoNoGo__Database__Provider"] = "postgres";
            environment["GoNoGo__Database__ConnectionString"] = PostgresServer.ConnectionString(database, pooled: true);
        }

        return ServerProcess.ServeAsync(folder["data"], ["--content", content.Path], environment, program: FaultPointProgram.Path);
    }

    /// <summary>What a comment leaves behind: rows of each table it writes to.</summary>
    public Task<StoredRows> CountAsync() => StoredRows.CountAsync(
        database is null ? null : PostgresServer.ConnectionString(database, pooled: false),
        folder["data/gonogo.db"],
        TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (database is not null)
        {
            await PostgresServer.DropDatabaseAsync(database);
        }

        content.Dispose();
        folder.Dispose();
    }
}
