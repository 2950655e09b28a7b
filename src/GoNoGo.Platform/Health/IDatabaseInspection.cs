using GoNoGo.Platform.Data;

namespace GoNoGo.Platform.Health;

/// <summary>What each database tells of itself. Health asks; Web/Database answers, once for each provider.</summary>
public interface IDatabaseInspection
{
    /// <summary>What is cheap to know.</summary>
    /// <param name="data">A context without a transaction.</param>
    /// <param name="cancellationToken">Ends the queries.</param>
    /// <returns>Version, connections, sizes.</returns>
    Task<DatabaseCondition> LookAsync(DataContext data, CancellationToken cancellationToken);

    /// <summary>Why the database cannot be used at all. Makes and changes nothing.</summary>
    /// <param name="data">A context without a transaction.</param>
    /// <param name="cancellationToken">Ends the queries.</param>
    /// <returns>Null where it can be, whatever is in it.</returns>
    Task<HealthTrouble?> FindObstacleAsync(DataContext data, CancellationToken cancellationToken);

    /// <summary>Reads the whole database, as far as it can check itself, and looks who may read it.</summary>
    /// <param name="data">A context without a transaction.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>What is damaged or open to others; empty where nothing is.</returns>
    Task<IReadOnlyList<HealthTrouble>> FindDamageAsync(DataContext data, CancellationToken cancellationToken);
}

/// <summary>How the database is doing.</summary>
/// <param name="Version">Of the database software.</param>
/// <param name="ConnectionPool">How connections are used, in words.</param>
public sealed record DatabaseCondition(string Version, string ConnectionPool)
{
    /// <summary>Whether nothing can be written, as on a server that follows another.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>Sizes and counts, by names in snake_case.</summary>
    public IReadOnlyDictionary<string, object> Figures { get; init; } = new Dictionary<string, object>();

    /// <summary>What the clock of the database's machine says, UTC; null where that is this machine.</summary>
    public DateTimeOffset? Clock { get; init; }

    /// <summary>What somebody should know.</summary>
    public IReadOnlyList<HealthTrouble> Troubles { get; init; } = [];
}
