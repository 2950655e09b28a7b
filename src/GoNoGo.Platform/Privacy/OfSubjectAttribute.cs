namespace GoNoGo.Platform.Privacy;

/// <summary>
/// Marks the column that says whose a row is: what export and erasure follow from one person to all that is held about them.
/// </summary>
/// <param name="link">What the column holds.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OfSubjectAttribute(SubjectLink link) : Attribute
{
    /// <summary>What the column holds.</summary>
    public SubjectLink Link { get; } = link;
}

/// <summary>What a column holds that says whose a row is.</summary>
public enum SubjectLink
{
    /// <summary>The subject's id.</summary>
    Subject,

    /// <summary>The tag of their address.</summary>
    EmailTag,

    /// <summary>The id of one of their comments.</summary>
    Comment,

    /// <summary>The tag of a network, which leads to no person (GDPR art. 11): nobody's export or erasure reaches the row.</summary>
    Network,
}
