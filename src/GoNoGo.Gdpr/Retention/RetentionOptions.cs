using System.ComponentModel.DataAnnotations;

namespace GoNoGo.Gdpr.Retention;

/// <summary>How long personal data are kept (configuration section <c>GoNoGo:Retention</c>); GDPR art. 5(1)(e).</summary>
public sealed record RetentionOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "GoNoGo:Retention";

    /// <summary>The longest a comment may be kept, in days: six years of 365.</summary>
    public const int LongestCommentDays = 2190;

    /// <summary>Days until a comment goes, counted from when it was sent. Stored with the comment as an absolute moment.</summary>
    [Range(1, LongestCommentDays)]
    public int CommentDays { get; init; } = LongestCommentDays;
}
