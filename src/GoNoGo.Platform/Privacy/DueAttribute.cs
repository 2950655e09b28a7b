namespace GoNoGo.Platform.Privacy;

/// <summary>
/// Marks the column that holds the moment at which a clock runs out for its row. The retention sweep follows it: the row goes, or
/// only the columns of that clock.
/// </summary>
/// <param name="name">What goes, in snake_case, such as <c>network_tags</c>; it is named in the audit trail.</param>
/// <param name="clock">Which clock.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DueAttribute(string name, RetentionClock clock) : Attribute
{
    /// <summary>What goes, in snake_case.</summary>
    public string Name { get; } = name;

    /// <summary>Which clock.</summary>
    public RetentionClock Clock { get; } = clock;

    /// <summary>Whether only the columns of this clock are emptied, and the row stays.</summary>
    public bool OnlyFields { get; init; }
}
