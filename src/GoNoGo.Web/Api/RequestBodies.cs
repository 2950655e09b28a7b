using System.ComponentModel;

namespace GoNoGo.Web.Api;

/// <summary>A comment as it is sent. What is read and what the API's description says are the same properties.</summary>
internal sealed record NewCommentBody
{
    [Description("Markdown without HTML and pictures, at most 10,000 code points, stored as typed.")]
    public required string Content { get; init; }

    [Description("That it may be published; only true is taken.")]
    public required bool GdprConsent { get; init; }

    [Description("At most 100 code points.")]
    public string? AuthorName { get; init; }

    [Description("Becomes a keyed tag; kept, encrypted, only where notify_replies is true.")]
    public string? AuthorEmail { get; init; }

    [Description("Mail about the decision and answers is wanted; needs author_email.")]
    public bool NotifyReplies { get; init; }

    [Description("The approved comment of this post that is answered.")]
    public Guid? ParentId { get; init; }

    [Description("A form ticket; a comment without one is taken and flagged.")]
    public string? Ticket { get; init; }
}

/// <summary>A decision on one comment.</summary>
internal sealed record DecisionBody
{
    [Description("The revision that was looked at; If-Match says the same.")]
    public int? Revision { get; init; }
}

/// <summary>A decision on one comment that says why.</summary>
internal sealed record RejectionBody
{
    [Description("A reason of the list, such as off_topic.")]
    public required string Reason { get; init; }

    [Description("The revision that was looked at; If-Match says the same.")]
    public int? Revision { get; init; }
}

/// <summary>One decision on many comments.</summary>
internal sealed record BulkDecisionBody
{
    [Description("approved, rejected or spam.")]
    public required string Status { get; init; }

    [Description("Compulsory for rejected.")]
    public string? Reason { get; init; }

    [Description("1 to 200 of them.")]
    public required IReadOnlyList<BulkCommentBody> Comments { get; init; }
}

/// <summary>One of the comments.</summary>
internal sealed record BulkCommentBody
{
    public required Guid Id { get; init; }

    [Description("The revision that was looked at.")]
    public int? Revision { get; init; }
}

/// <summary>The text of a comment, changed by a moderator.</summary>
internal sealed record CommentTextBody
{
    [Description("Markdown; the text before is kept.")]
    public required string Content { get; init; }

    [Description("The revision that was looked at; If-Match says the same.")]
    public int? Revision { get; init; }
}

/// <summary>Who may not comment for a time.</summary>
internal sealed record BlockBody
{
    [Description("email or network.")]
    public required string Kind { get; init; }

    [Description("1 to 365; a network's block ends with the key of its day.")]
    public required int Days { get; init; }

    [Description("A reason of the list, such as spam.")]
    public required string Reason { get; init; }
}

/// <summary>Why, in words for the person.</summary>
internal sealed record ReasonBody
{
    [Description("At most 2,000 characters.")]
    public required string Reason { get; init; }
}

/// <summary>A hold for a legal claim.</summary>
internal sealed record HoldBody
{
    [Description("At most 500 characters.")]
    public required string Reason { get; init; }

    [Description("A day within a year.")]
    public required DateOnly Until { get; init; }
}

/// <summary>Which handler's dead letters are meant.</summary>
internal sealed record DeadLetterBody
{
    [Description("All handlers where it is missing.")]
    public string? Handler { get; init; }
}
