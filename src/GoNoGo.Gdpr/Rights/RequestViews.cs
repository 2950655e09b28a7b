using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Results;

namespace GoNoGo.Gdpr.Rights;

/// <summary>What a person asks for. Its text form is redacted.</summary>
/// <param name="Subject">Who. Personal.</param>
/// <param name="CommentId">About which comment; null for all that is held.</param>
/// <param name="Kind">What.</param>
/// <param name="Text">Why, in their words, at most <see cref="PrivacyRequests.LongestReason"/>. Personal.</param>
/// <param name="Language">The language for what is written to them.</param>
/// <param name="Zone">The zone in which the operator's days begin.</param>
public sealed record AskedRequest(
    SubjectId Subject, Guid? CommentId, PrivacyRequestKind Kind, string Text, string Language, TimeZoneInfo Zone)
{
    /// <summary>How the comment should read; only for a rectification. Personal.</summary>
    public CorrectedText? Proposal { get; init; }

    /// <summary>The address that a mailed link has proved; null where they came by the link of a comment. Personal.</summary>
    public EmailAddress? Address { get; init; }

    /// <summary>What is asked for, without by whom.</summary>
    /// <returns>Such as <c>[request Objection]</c>.</returns>
    public override string ToString() => $"[request {Kind}]";
}

/// <summary>What of a comment can be corrected. Its text form is redacted.</summary>
/// <param name="AuthorName">The name; null for none. Personal.</param>
/// <param name="Content">The text as typed. Personal.</param>
public sealed record CorrectedText(string? AuthorName, string Content)
{
    /// <summary>A fixed mark in place of the text.</summary>
    /// <returns><c>[text]</c></returns>
    public override string ToString() => "[text]";
}

/// <summary>A request as it is listed: nothing of what was written.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">What was asked for.</param>
/// <param name="State">Where it stands.</param>
/// <param name="CommentId">About which comment; null for all that is held.</param>
/// <param name="ReceivedAt">When it came, UTC.</param>
/// <param name="DueOn">The last day on which an answer is in time.</param>
/// <param name="IsExtended">Whether it got two months more.</param>
/// <param name="AnsweredAt">When it was answered, UTC.</param>
public sealed record RequestView(
    Guid Id,
    PrivacyRequestKind Kind,
    PrivacyRequestState State,
    Guid? CommentId,
    DateTimeOffset ReceivedAt,
    DateOnly DueOn,
    bool IsExtended,
    DateTimeOffset? AnsweredAt);

/// <summary>A request with what was written. Its text form is redacted.</summary>
/// <param name="View">What is listed of it.</param>
/// <param name="Subject">Whose. Personal.</param>
/// <param name="Text">What the person wrote; null once it is gone. Personal.</param>
/// <param name="Proposal">How a comment should read. Personal.</param>
/// <param name="Current">How it reads. Personal.</param>
/// <param name="Address">Where they are told; null where nobody knows. Personal.</param>
/// <param name="Language">A BCP 47 tag.</param>
/// <param name="Reason">What the operator gave as a reason.</param>
public sealed record OpenRequest(
    RequestView View,
    SubjectId Subject,
    string? Text,
    CorrectedText? Proposal,
    CorrectedText? Current,
    EmailAddress? Address,
    string Language,
    string? Reason)
{
    /// <summary>Which request, without what it says.</summary>
    /// <returns><c>[request]</c> with the id.</returns>
    public override string ToString() => $"[request {View.Id}]";
}

/// <summary>A request needs words, at most 2,000 characters, and a correction what is to be corrected.</summary>
public sealed record RequestInvalid()
    : InvalidField("text", "request_invalid", "Say in at most 2,000 characters what is to be done and why.");

/// <summary>The same was asked for and waits for an answer.</summary>
public sealed record RequestRepeated() : Conflict("request_repeated", "You have asked for this; it waits for an answer.");

/// <summary>There is no such request, or it was answered.</summary>
public sealed record RequestNotFound() : NotFound("request_not_found", "There is no such request, or it was answered.");

/// <summary>A request is extended once, within its first month.</summary>
public sealed record RequestNotExtended()
    : Conflict("request_not_extended", "A request can be extended once, and only before it is due (GDPR art. 12(3)).");
