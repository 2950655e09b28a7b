using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace GoNoGo.Tests.Support;

/// <summary>The databases that other tests stand on.</summary>
public sealed class TestDatabaseTests
{
    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Each_test_gets_the_schema_and_none_of_the_rows_of_another(DatabaseProvider provider)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var first = await TestDatabase.CreateAsync(provider, MakeTableAsync, cancellationToken);
        await using var second = await TestDatabase.CreateAsync(provider, MakeTableAsync, cancellationToken);

        await ExecuteAsync(first.Provider, first.ConnectionString, "INSERT INTO things VALUES (1)", cancellationToken);

        Assert.Equal(1L, await ExecuteAsync(provider, first.ConnectionString, "SELECT count(*) FROM things", cancellationToken));
        Assert.Equal(0L, await ExecuteAsync(provider, second.ConnectionString, "SELECT count(*) FROM things", cancellationToken));
    }

    private static async Task MakeTableAsync(DatabaseProvider provider, string connectionString, CancellationToken cancellationToken) =>
        await ExecuteAsync(provider, connectionString, "CREATE TABLE things (id bigint)", cancellationToken);

    private static async Task<object?> ExecuteAsync(
        DatabaseProvider provider, string connectionString, string statement, CancellationToken cancellationToken)
    {
        await using DbConnection connection =
            provider is DatabaseProvider.Sqlite ? new SqliteConnection(connectionString) : new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        return await command.ExecuteScalarAsync(cancellationToken);
    }
}
