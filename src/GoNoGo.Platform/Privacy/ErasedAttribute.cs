namespace GoNoGo.Platform.Privacy;

/// <summary>Marks a table that holds personal data with what erasing a person does to their rows (GDPR art. 17).</summary>
/// <param name="reach">How much of a row goes.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ErasedAttribute(ErasureReach reach) : Attribute
{
    /// <summary>How much of a row goes.</summary>
    public ErasureReach Reach { get; } = reach;

    /// <summary>Why it may stay, with its article; only for <see cref="ErasureReach.Kept"/>.</summary>
    public string? Reason { get; init; }

    /// <summary>
    /// The table whose rows take those of this one with them, in one transaction, when the last one of the same person goes; null where
    /// this table has due dates of its own.
    /// </summary>
    public string? GoesWith { get; init; }
}

/// <summary>How much of a person's row an erasure takes.</summary>
public enum ErasureReach
{
    /// <summary>All of it.</summary>
    Row,

    /// <summary>What is personal; an empty row keeps the place of what others hang on.</summary>
    Fields,

    /// <summary>Nothing: the law lets or has it kept.</summary>
    Kept,
}
