using GoNoGo.Platform.Privacy;

namespace GoNoGo.Accounts.Commenters;

/// <summary>A commenter who is signed in by a mailed link. They have no permissions. Personal: its text form is redacted.</summary>
/// <param name="Subject">Who. A pseudonym.</param>
/// <param name="SessionId">The session's id, not the secret one.</param>
public sealed record SignedInCommenter(SubjectId Subject, Guid SessionId)
{
    /// <summary>What they may see of others.</summary>
    public Viewer Viewer => Viewer.SignedIn(Subject, moderates: false);

    /// <summary>A fixed mark in place of the person.</summary>
    /// <returns><c>[commenter]</c></returns>
    public override string ToString() => "[commenter]";
}
