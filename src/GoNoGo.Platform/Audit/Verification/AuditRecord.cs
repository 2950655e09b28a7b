namespace GoNoGo.Platform.Audit.Verification;

/// <summary>An entry as it was found, with its leaf and its details.</summary>
internal sealed record AuditRecord
{
    /// <summary>Its place in the tree; null where it is not sealed.</summary>
    public long? Position { get; init; }

    public required long Sequence { get; init; }

    public byte[] LeafHash { get; init; } = [];

    /// <summary>Null where the entry is gone or cannot be read.</summary>
    public LeafFields? Fields { get; init; }

    /// <summary>Whether it is there but holds what no entry can hold.</summary>
    public bool IsUnreadable { get; init; }

    public byte[] Salt { get; init; } = [];

    /// <summary>The details; null where there are none.</summary>
    public byte[]? Content { get; init; }
}
