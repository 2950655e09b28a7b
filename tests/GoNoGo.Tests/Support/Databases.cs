using System.Collections;

namespace GoNoGo.Tests.Support;

/// <summary>A database the product runs on.</summary>
public enum DatabaseProvider
{
    /// <summary>A file; always there.</summary>
    Sqlite,

    /// <summary>A server, where <see cref="Databases.PostgresVariable"/> names one.</summary>
    Postgres,
}

/// <summary>
/// Runs a theory on each database: <c>[Theory, ClassData(typeof(Databases))]</c>. One that is not configured is skipped by name; where
/// <c>CI=true</c> it fails instead.
/// </summary>
public sealed class Databases : IEnumerable<TheoryDataRow<DatabaseProvider>>
{
    /// <summary>The variable with the connection string of a server on which databases may be created.</summary>
    public const string PostgresVariable = "GONOGO_TEST_POSTGRES";

    /// <summary>Why a test on PostgreSQL is skipped.</summary>
    public const string PostgresMissing = $"PostgreSQL is not configured: {PostgresVariable} is not set (scripts/test starts one)";

    /// <summary>The server's connection string; null where there is none.</summary>
    public static string? PostgresServer => Environment.GetEnvironmentVariable(PostgresVariable) is { Length: > 0 } value ? value : null;

    /// <summary>Whether every test must run.</summary>
    public static bool IsContinuousIntegration => Environment.GetEnvironmentVariable("CI") == "true";

    /// <summary>Whether tests that only PostgreSQL has are skipped; never where every test must run.</summary>
    public static bool IsPostgresMissing => PostgresServer is null && !IsContinuousIntegration;

    public IEnumerator<TheoryDataRow<DatabaseProvider>> GetEnumerator()
    {
        yield return new(DatabaseProvider.Sqlite);
        yield return new(DatabaseProvider.Postgres) { Skip = IsPostgresMissing ? PostgresMissing : null };
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
