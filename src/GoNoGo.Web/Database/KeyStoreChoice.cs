using GoNoGo.Platform.Privacy;
using GoNoGo.Web.Database.Postgres;
using GoNoGo.Web.Database.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Npgsql;

namespace GoNoGo.Web.Database;

/// <summary>Where keys, the keys of people and the ledger of erasures are: a folder, or a second PostgreSQL database.</summary>
internal static class KeyStoreChoice
{
    private const string SubjectFile = "subjects.db";

    public static IKeyStore KeysOf(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<KeyOptions>>().Value;
        IKeyStore store = string.IsNullOrWhiteSpace(options.ConnectionString)
            ? services.GetRequiredService<KeyFolder>()
            : new PostgresKeyStore(options.ConnectionString);
        return string.IsNullOrWhiteSpace(options.Given) ? store : new GivenKeys(options.Given, store);
    }

    public static PeopleDatabase PeopleOf(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<KeyOptions>>().Value;
        if (!string.IsNullOrWhiteSpace(options.ConnectionString))
        {
            return new PeopleDatabase(
                () => true,
                () => new NpgsqlConnection(options.ConnectionString),
                _ => { },
                (_, _) => Task.CompletedTask,
                "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
        }

        var folder = services.GetRequiredService<KeyFolder>();
        var path = Path.Combine(folder.Path, SubjectFile);
        var connectionString = new SqliteConnectionStringBuilder { DataSource = path }.ConnectionString;
        var isMade = false;
        return new PeopleDatabase(
            () => File.Exists(path),
            () =>
            {
                if (!isMade)
                {
                    folder.Make();
                    SqliteFile.Make(path);
                    isMade = true;
                }

                return new SqliteConnection(connectionString);
            },
            SqliteConnectionSettings.Apply,
            async (_, cancellationToken) => await SqliteTruncation.RunAsync(connectionString, cancellationToken),
            "BEGIN");
    }
}
