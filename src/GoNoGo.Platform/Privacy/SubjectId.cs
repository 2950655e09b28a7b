namespace GoNoGo.Platform.Privacy;

/// <summary>A data subject's random id. Personal (a pseudonym): its text form is redacted, so it cannot slip into a log.</summary>
/// <param name="Value">The id as stored.</param>
public readonly record struct SubjectId(Guid Value)
{
    /// <summary>A fixed mark in place of the id.</summary>
    /// <returns><c>[subject]</c></returns>
    public override string ToString() => "[subject]";
}
