namespace GoNoGo.Platform.Privacy;

/// <summary>Where the keys are kept, apart from the database and its backup (configuration section <c>GoNoGo:Keys</c>).</summary>
public sealed record KeyOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "GoNoGo:Keys";

    /// <summary>A folder, mode 0700. Null: <c>keys</c> in the data folder.</summary>
    public string? Path { get; init; }

    /// <summary>
    /// A second PostgreSQL database in place of the folder, for nodes without a lasting disk; leave it out of dumps of the first. Secret.
    /// </summary>
    public string? ConnectionString { get; init; }

    /// <summary>
    /// Keys that are given here and not kept elsewhere, each <c>email-tag.1=BASE64</c>, separated by line breaks or semicolons. Secret.
    /// </summary>
    public string? Given { get; init; }
}
