namespace GoNoGo.Gdpr.Consent;

/// <summary>What a person can agree to, each for itself (GDPR art. 7(4)): the names on the wire.</summary>
public static class ConsentPurposes
{
    /// <summary>That the comment is published and kept; without it there is no comment.</summary>
    public const string PublishComment = "publish_comment";

    /// <summary>That replies and the decision are mailed; never a condition of anything else.</summary>
    public const string NotifyByEmail = "notify_by_email";
}
