using System.Data.Common;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Health;
using GoNoGo.Platform.Privacy;
using GoNoGo.Web.Backup;
using GoNoGo.Web.Database.Postgres;
using GoNoGo.Web.Database.Sqlite;
using GoNoGo.Web.Database.Tables;
using GoNoGo.Web.Portability;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;

namespace GoNoGo.Web.Database;

internal static class DatabaseServices
{
    /// <summary>Adds the context, the dialect and the start-up of the database that the configuration names.</summary>
    public static IServiceCollection AddDatabase(this IServiceCollection services, DatabaseProvider provider)
    {
        services.AddOptions<DatabaseOptions>().BindConfiguration(DatabaseOptions.Section)
            .Validate(
                options => options.Provider == DatabaseProvider.Sqlite || !string.IsNullOrWhiteSpace(options.ConnectionString),
                "GoNoGo:Database:ConnectionString is missing; PostgreSQL needs one, as Host=localhost;Database=gonogo;Username=gonogo.")
            .Validate(
                IsConnectionString,
                "GoNoGo:Database:ConnectionString cannot be read; write it as Key=Value pairs, separated by semicolons.")
            .ValidateOnStart();
        switch (provider)
        {
            case DatabaseProvider.Postgres:
                services.AddSingleton<IDatabaseDialect, PostgresDialect>();
                services.AddSingleton<IDatabaseStartup, PostgresStartup>();
                services.AddSingleton<PostgresUse>();
                services.AddSingleton<IDatabaseInspection, PostgresInspection>();
                services.AddSingleton<IDatabaseDump, PostgresDump>();
                services.AddSingleton<ITableAccess, PostgresTables>();
                services.AddDbContext<DataContext, PostgresContext>(
                    (root, options) => DataContext.Configure(options)
                        .UseNpgsql(PostgresConnections.StringOf(
                            root.GetRequiredService<IOptions<DatabaseOptions>>().Value.ConnectionString)),
                    optionsLifetime: ServiceLifetime.Singleton);
                break;
            default:
                services.AddSingleton<IDatabaseDialect, SqliteDialect>();
                services.AddSingleton<IDatabaseStartup, SqliteStartup>();
                services.AddSingleton<IDatabaseInspection, SqliteInspection>();
                services.AddSingleton<IDatabaseDump, SqliteDump>();
                services.AddSingleton<ITableAccess, SqliteTables>();
                services.AddSingleton<SqliteConnectionSettings>();
                services.AddSingleton<SqliteFile>();
                services.AddSingleton<SqliteWriter>();
                services.AddSingleton<SqliteStatements>();
                services.AddDbContext<DataContext, SqliteContext>(
                    (root, options) => DataContext.Configure(options)
                        .UseSqlite(root.GetRequiredService<SqliteFile>().ConnectionString)
                        .AddInterceptors(
                            root.GetRequiredService<SqliteConnectionSettings>(), root.GetRequiredService<SqliteStatements>()),
                    optionsLifetime: ServiceLifetime.Singleton);
                break;
        }

        services.AddScoped<DatabaseMigrator>();
        services.AddHealthCheck<DatabaseExamination>(
            DatabaseExamination.Name, HealthCheckUse.Doctor, check => check with { TimeLimit = DatabaseExamination.TimeLimit });
        services.AddBackup();
        services.AddPortability();
        services.AddSingleton(KeyStoreChoice.KeysOf);
        services.AddSingleton(KeyStoreChoice.PeopleOf);
        services.AddSingleton<ISubjectStore>(provider => provider.GetRequiredService<PeopleDatabase>());
        return services;
    }

    // The parsers name what they stumble over, which may be a part of the password: their words are not passed on.
    private static bool IsConnectionString(DatabaseOptions options)
    {
        try
        {
            _ = options.Provider is DatabaseProvider.Postgres
                ? new NpgsqlConnectionStringBuilder(options.ConnectionString)
                : (DbConnectionStringBuilder)new SqliteConnectionStringBuilder(options.ConnectionString);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
