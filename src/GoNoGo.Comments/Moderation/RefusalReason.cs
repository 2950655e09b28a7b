namespace GoNoGo.Comments.Moderation;

/// <summary>Why a comment was not published. A decision against a comment bears exactly one.</summary>
public enum RefusalReason
{
    /// <summary>It is not about the post.</summary>
    OffTopic,

    /// <summary>It attacks somebody.</summary>
    Insult,

    /// <summary>It advertises.</summary>
    Advertising,

    /// <summary>It is against the law.</summary>
    Unlawful,

    /// <summary>It tells what is nobody's business of somebody.</summary>
    PersonalData,

    /// <summary>The same stands here already.</summary>
    Duplicate,

    /// <summary>It cannot be understood, or not in the languages of this blog.</summary>
    Unreadable,

    /// <summary>It is no comment of a person: the reason of all spam.</summary>
    Spam,
}
