namespace GoNoGo.Blog.Content;

/// <summary>Why the repository was looked at; of several at once the highest counts.</summary>
public enum LookCause
{
    /// <summary>A server has announced a commit.</summary>
    Announcement,

    /// <summary>It was due.</summary>
    Poll,

    /// <summary>A ref of a local repository has changed.</summary>
    Watch,

    /// <summary>Somebody of the staff asked for it.</summary>
    Request,

    /// <summary>The hosting service said that there was a push.</summary>
    Webhook,
}
