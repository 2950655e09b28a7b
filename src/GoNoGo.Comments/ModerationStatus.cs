namespace GoNoGo.Comments;

/// <summary>What has been decided about a comment.</summary>
public enum ModerationStatus
{
    /// <summary>Nothing yet; only its author and moderators see it.</summary>
    Pending,

    /// <summary>Everybody sees it.</summary>
    Approved,

    /// <summary>A person said no.</summary>
    Rejected,

    /// <summary>It was no comment at all.</summary>
    Spam,
}
