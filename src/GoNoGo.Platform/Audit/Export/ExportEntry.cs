using System.Text;
using GoNoGo.Platform.Audit.Verification;

namespace GoNoGo.Platform.Audit.Export;

/// <summary>An entry as it stands in an export.</summary>
internal sealed record ExportEntry
{
    /// <summary>Null where it is not sealed yet.</summary>
    public long? Index { get; init; }

    public required long Sequence { get; init; }

    public byte[]? LeafHash { get; init; }

    /// <summary>Null where the entry is gone or cannot be read.</summary>
    public ExportStatement? Statement { get; init; }

    public bool? Unreadable { get; init; }

    /// <summary>The salt of the commitment to the details.</summary>
    public byte[]? Salt { get; init; }

    /// <summary>The details as they were written, a JSON object; null where there are none or they were erased.</summary>
    public string? Details { get; init; }

    public static ExportEntry From(AuditRecord record) => new()
    {
        Index = record.Position,
        Sequence = record.Sequence,
        LeafHash = record.Position is null ? null : record.LeafHash,
        Statement = record.Fields is { } fields ? ExportStatement.From(fields) : null,
        Unreadable = record.IsUnreadable ? true : null,
        Salt = record.Content is null ? null : record.Salt,
        Details = record.Content is null ? null : Encoding.UTF8.GetString(record.Content),
    };

    public AuditRecord ToRecord() => new()
    {
        Position = Index,
        Sequence = Sequence,
        LeafHash = LeafHash ?? [],
        Fields = Statement?.ToFields(),
        IsUnreadable = Unreadable is true,
        Salt = Salt ?? [],
        Content = Details is null ? null : Encoding.UTF8.GetBytes(Details),
    };
}

/// <summary>What an entry states: all that its leaf hash is made of.</summary>
internal sealed record ExportStatement(
    int Schema,
    long Sequence,
    long AtTicks,
    DateTimeOffset? At,
    Guid TransactionId,
    string Actor,
    string Action,
    string ResourceType,
    string ResourceId,
    string Outcome,
    byte[] Commitment)
{
    public static ExportStatement From(LeafFields fields) => new(
        fields.Schema,
        fields.Sequence,
        fields.AtTicks,
        LeafFields.MomentOf(fields.AtTicks),
        fields.TransactionId,
        fields.Actor,
        fields.Action,
        fields.ResourceType,
        fields.ResourceId,
        fields.Outcome,
        fields.Commitment);

    /// <summary>The fields of the leaf; the readable time is for people and decides nothing.</summary>
    public LeafFields ToFields() =>
        new(Schema, Sequence, AtTicks, TransactionId, Actor, Action, ResourceType, ResourceId, Outcome, Commitment);
}
