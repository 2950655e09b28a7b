namespace GoNoGo.Platform.Privacy;

/// <summary>Who is looking. Passed to every reading service; there is no ambient current user.</summary>
public sealed record Viewer
{
    private Viewer(PrivacyLevel level, SubjectId? subject) => (Level, Subject) = (level, subject);

    /// <summary>Nobody, or somebody unknown.</summary>
    public static Viewer Anonymous { get; } = new(PrivacyLevel.Public, null);

    /// <summary>What this viewer may see of others. Decided here and nowhere else.</summary>
    public PrivacyLevel Level { get; }

    /// <summary>The viewer's own subject, if signed in. Personal: a pseudonym.</summary>
    public SubjectId? Subject { get; }

    /// <summary>Whether the content of the blog is theirs to change.</summary>
    public bool ManagesContent { get; private init; }

    /// <summary>
    /// The networks that they may be known by, of today and of the day before; none where nobody is signed in. Personal.
    /// </summary>
    public IReadOnlyList<NetworkTag> Networks { get; init; } = [];

    /// <summary>A person who has signed in.</summary>
    /// <param name="subject">Their subject.</param>
    /// <param name="moderates">True if they may moderate.</param>
    /// <param name="managesContent">True if the content is theirs to change.</param>
    /// <returns>A viewer of the level that follows.</returns>
    public static Viewer SignedIn(SubjectId subject, bool moderates, bool managesContent = false) =>
        new(moderates ? PrivacyLevel.Moderator : PrivacyLevel.Authenticated, subject) { ManagesContent = managesContent };
}
