using System.ComponentModel.DataAnnotations;

namespace GoNoGo.Gdpr.Retention;

/// <summary>How long personal data are kept (configuration section <c>GoNoGo:Retention</c>); GDPR art. 5(1)(e).</summary>
public sealed record RetentionOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "GoNoGo:Retention";

    /// <summary>The longest a comment may be kept, in days: six years of 365.</summary>
    public const int LongestCommentDays = 2190;

    /// <summary>The longest the tag of a network may be kept with its comment, in days.</summary>
    public const int LongestNetworkTagDays = 30;

    /// <summary>The longest a consent may be proved once it is over, in days: three years of 365.</summary>
    public const int LongestConsentProofDays = 1095;

    /// <summary>How long the record of a mail is kept once the mail has ended, in days.</summary>
    public const int MailLogDays = 90;

    /// <summary>Days until a comment goes, counted from when it was sent. Stored with the comment as an absolute moment.</summary>
    [Range(1, LongestCommentDays)]
    public int CommentDays { get; init; } = LongestCommentDays;

    /// <summary>Days until the tag of the network goes that a comment was sent from; its comment stays.</summary>
    [Range(1, LongestNetworkTagDays)]
    public int NetworkTagDays { get; init; } = LongestNetworkTagDays;

    /// <summary>Days until the record of a consent goes, counted from when it was withdrawn or what it allowed is gone.</summary>
    [Range(1, LongestConsentProofDays)]
    public int ConsentProofDays { get; init; } = LongestConsentProofDays;
}
