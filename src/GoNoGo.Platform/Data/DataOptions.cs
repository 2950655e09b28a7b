using System.ComponentModel.DataAnnotations;

namespace GoNoGo.Platform.Data;

/// <summary>Where the program keeps what it must not lose (configuration section <c>GoNoGo:Data</c>).</summary>
public sealed record DataOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "GoNoGo:Data";

    /// <summary>A folder, made at start if it is missing: the SQLite file, the keys and the mirror of the content.</summary>
    [Required]
    public string Path { get; init; } = "data";
}
