namespace GoNoGo.Platform.Audit;

/// <summary>Who acts: the class that the trail names for good, and who it was, which it holds where it can be erased.</summary>
/// <param name="Actor">The class.</param>
/// <param name="Tag">The tag of the signed-in person; null for who holds the command line. Personal.</param>
public sealed record AuditIdentity(AuditActor Actor, string? Tag)
{
    /// <summary>Whoever holds the command line.</summary>
    public static AuditIdentity Operator { get; } = new(AuditActor.Operator, null);

    /// <summary>An entry of theirs.</summary>
    /// <param name="action">What was done, past tense in dotted snake_case.</param>
    /// <param name="resourceType">What it was done to.</param>
    /// <param name="resourceId">Which of them. Not personal.</param>
    /// <returns>An act to hand to a transaction.</returns>
    public AuditAct Act(string action, string resourceType, string resourceId) => new(
        Actor,
        action,
        resourceType,
        resourceId,
        Tag is { } tag ? new Dictionary<string, string>(StringComparer.Ordinal) { ["actor_tag"] = tag } : null);

    /// <summary>That they look at personal data.</summary>
    /// <param name="resourceType">Such as <c>privacy_request</c>.</param>
    /// <param name="resourceId">Which of them: a random id or a word. Not personal.</param>
    /// <returns>What <see cref="AccessLog"/> enters.</returns>
    public PersonalDataAccess Access(string resourceType, string resourceId) => new(Actor, Tag, resourceType, resourceId);

    /// <summary>The class of who acts, and not who.</summary>
    /// <returns>Such as <c>Operator</c>.</returns>
    public override string ToString() => Actor.ToString();
}
