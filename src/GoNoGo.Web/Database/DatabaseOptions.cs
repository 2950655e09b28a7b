namespace GoNoGo.Web.Database;

/// <summary>Which database holds comments, consents, audit and events (configuration section <c>GoNoGo:Database</c>).</summary>
public sealed record DatabaseOptions
{
    public const string Section = "GoNoGo:Database";

    /// <summary><c>sqlite</c>, one file in the data folder, or <c>postgres</c>.</summary>
    public DatabaseProvider Provider { get; init; } = DatabaseProvider.Sqlite;

    /// <summary>
    /// For PostgreSQL, compulsory; unless it says otherwise, <c>Max Auto Prepare</c>, how many statements a connection keeps prepared, is
    /// 50, <c>Maximum Pool Size</c>, how many connections its units and queries take, is 30, and <c>No Reset On Close</c> is on. For
    /// SQLite, instead of <c>gonogo.db</c> in the data folder. Secret.
    /// </summary>
    public string? ConnectionString { get; init; }

    /// <summary>
    /// An empty database of the other kind, into which <c>gonogo database copy</c> copies: its connection string. Secret.
    /// </summary>
    public string? CopyTo { get; init; }
}

public enum DatabaseProvider
{
    Sqlite,
    Postgres,
}
