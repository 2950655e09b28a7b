using System.Text;
using GoNoGo.Testing;
using GoNoGo.Tests.Comments;
using GoNoGo.Tests.Support;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace GoNoGo.Tests.Gdpr.Erasure;

/// <summary>Where a text can still be found: in the bytes of every file, or in every row of every table.</summary>
internal static class Traces
{
    /// <summary>The files or tables that hold one of the texts, in UTF-8 or UTF-16.</summary>
    public static async Task<IReadOnlyList<string>> OfAsync(CommentHouse house, DatabaseProvider provider, params string[] texts)
    {
        var folders = new List<string> { house.DataPath };
        if (provider is DatabaseProvider.Sqlite)
        {
            folders.Add(Path.GetDirectoryName(new SqliteConnectionStringBuilder(house.ConnectionString).DataSource)!); // A file is in one.
        }

        var found = folders.SelectMany(folder => FileTraces.Of(folder, texts)).ToList();
        return provider is DatabaseProvider.Postgres ? [.. found, .. await InTablesAsync(house.ConnectionString, texts)] : found;
    }

    private static async Task<IEnumerable<string>> InTablesAsync(string connectionString, string[] texts)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        var tables = await ReadAsync(connection, "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'");
        var found = new List<string>();
        foreach (var table in tables)
        {
            // As a dump writes it: bytes as hexadecimal, so that both forms are looked for.
            var rows = string.Join('\n', await ReadAsync(connection, $"SELECT t::text FROM \"{table}\" AS t"));
            found.AddRange(texts
                .Where(text => rows.Contains(text, StringComparison.Ordinal)
                    || rows.Contains(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text)), StringComparison.Ordinal))
                .Select(text => $"{table}: {text}"));
        }

        return found;
    }

    private static async Task<List<string>> ReadAsync(NpgsqlConnection connection, string statement)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var rows = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }
}
