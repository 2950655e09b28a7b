using Npgsql;

namespace GoNoGo.Tests.Support;

/// <summary>The PostgreSQL server on which tests make databases; scripts/test throws the whole of it away.</summary>
internal static class PostgresServer
{
    private static readonly string Run = $"gonogo_test_{Environment.ProcessId}";
    private static int databases;

    /// <summary>Makes a database as a copy of another that nobody is connected to.</summary>
    public static async Task<string> CreateDatabaseAsync(string template, CancellationToken cancellationToken)
    {
        var name = $"{Run}_{Interlocked.Increment(ref databases)}";
        await ExecuteAsync($"DROP DATABASE IF EXISTS {name} WITH (FORCE)", cancellationToken);
        await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY", cancellationToken);
        return name;
    }

    /// <summary>Drops a database, its connections with it.</summary>
    public static Task DropDatabaseAsync(string name) =>
        ExecuteAsync($"DROP DATABASE IF EXISTS {name} WITH (FORCE)", CancellationToken.None);

    /// <summary>How to reach a database of the server.</summary>
    public static string ConnectionString(string database, bool pooled) =>
        new NpgsqlConnectionStringBuilder(Server) { Database = database, Pooling = pooled, MaxPoolSize = 20 }.ConnectionString;

    private static string Server => Databases.PostgresServer
        ?? throw new InvalidOperationException(
            $"{Databases.PostgresVariable} is not set, and CI=true lets no test be skipped; run scripts/test.");

    private static async Task ExecuteAsync(string statement, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(ConnectionString("postgres", pooled: false));
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
