namespace GoNoGo.Platform.Privacy.Declaration;

/// <summary>By which values rows are found that are held about a person, or about one comment of theirs.</summary>
/// <param name="Subjects">Ids of the subject; empty where only a comment is meant.</param>
/// <param name="EmailTags">Tags of their address, under every key that lives.</param>
/// <param name="Comments">Ids of their comments.</param>
public sealed record PersonReach(IReadOnlyList<Guid> Subjects, IReadOnlyList<string> EmailTags, IReadOnlyList<Guid> Comments)
{
    /// <summary>Nobody.</summary>
    public static PersonReach Nobody { get; } = new([], [], []);

    /// <summary>A fixed mark in place of the values.</summary>
    /// <returns><c>[reach]</c></returns>
    public override string ToString() => "[reach]";

    internal IEnumerable<object> ValuesOf(SubjectLink link) => link switch
    {
        SubjectLink.Subject => Subjects.Cast<object>(),
        SubjectLink.EmailTag => EmailTags,
        SubjectLink.Network => [],
        _ => Comments.Cast<object>(),
    };
}
