using GoNoGo.Platform.Privacy;

namespace GoNoGo.Gdpr.Consent;

/// <summary>That somebody ticked a box.</summary>
/// <param name="Subject">Who.</param>
/// <param name="CommentId">The comment with which it was sent.</param>
/// <param name="Wording">The words beside the box.</param>
/// <param name="Form">Where: <c>comment_form</c>, <c>api</c>.</param>
public sealed record ConsentGiving(SubjectId Subject, Guid CommentId, ConsentWording Wording, string Form);

/// <summary>Proof of a consent for the person who gave it.</summary>
/// <param name="Purposes">What was agreed to, of <see cref="ConsentPurposes"/>.</param>
/// <param name="TextSha256">SHA-256 of the words shown for each purpose, joined by a line feed, in UTF-8; lower-case hexadecimal.</param>
/// <param name="TextVersion">The version of those words.</param>
/// <param name="Language">Their language.</param>
/// <param name="GivenAt">When, UTC.</param>
/// <param name="Signature">HMAC-SHA-256 over the comment's id and all of the above, base64url.</param>
public sealed record ConsentReceipt(
    IReadOnlyList<string> Purposes, string TextSha256, string TextVersion, string Language, DateTimeOffset GivenAt, string Signature);
