using System.Reflection;

namespace GoNoGo.Tests.Support;

/// <summary>Databases with a schema and no rows, from which each test's own is copied: migrations run once, not once a test.</summary>
internal static class DatabaseTemplate
{
    private static readonly Dictionary<(DatabaseProvider, MethodInfo), string> Templates = [];
    private static readonly SemaphoreSlim Gate = new(1);
    private static readonly Testing.TemporaryFolder Files = new();

    static DatabaseTemplate() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Files.Dispose();

    /// <summary>The template that a method prepares: a file's path, or a database's name.</summary>
    public static async Task<string> GetAsync(DatabaseProvider provider, PrepareDatabase prepare, CancellationToken cancellationToken)
    {
        await Gate.WaitAsync(cancellationToken);
        try
        {
            if (!Templates.TryGetValue((provider, prepare.Method), out var template))
            {
                template = provider is DatabaseProvider.Sqlite
                    ? await MakeFileAsync(prepare, cancellationToken)
                    : await MakeDatabaseAsync(prepare, cancellationToken);
                Templates.Add((provider, prepare.Method), template);
            }

            return template;
        }
        finally
        {
            Gate.Release();
        }
    }

    /// <summary>The connection string of a file, without a pool that would keep it open.</summary>
    public static string SqliteFile(string path) => $"Data Source={path};Pooling=False";

    private static async Task<string> MakeFileAsync(PrepareDatabase prepare, CancellationToken cancellationToken)
    {
        var path = Files[$"template-{Templates.Count}.db"];
        await prepare(DatabaseProvider.Sqlite, SqliteFile(path), cancellationToken);
        return path;
    }

    private static async Task<string> MakeDatabaseAsync(PrepareDatabase prepare, CancellationToken cancellationToken)
    {
        var name = await PostgresServer.CreateDatabaseAsync("template0", cancellationToken);
        await prepare(DatabaseProvider.Postgres, PostgresServer.ConnectionString(name, pooled: false), cancellationToken);
        return name;
    }
}
