namespace GoNoGo.Platform.Privacy;

/// <summary>Where the keys are kept, apart from the database and its backup (configuration section <c>GoNoGo:Keys</c>).</summary>
public sealed record KeyOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "GoNoGo:Keys";

    /// <summary>A folder, mode 0700. Null: <c>keys</c> in the data folder.</summary>
    public string? Path { get; init; }

    /// <summary>A second PostgreSQL database for nodes without a lasting disk. Accepted; not used yet. Secret.</summary>
    public string? ConnectionString { get; init; }
}
