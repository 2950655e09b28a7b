using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Results;

namespace GoNoGo.Comments;

/// <summary>Takes and shows comments.</summary>
public sealed class CommentService
{
    /// <summary>How many comments one page of a thread holds.</summary>
    public const int PageSize = 50;

    /// <summary>The deepest level of a thread; an answer to a comment there stands beside it.</summary>
    public const int MaximumDepth = 3;

    /// <summary>Approved comments of a post in thread order, filtered for the viewer.</summary>
    /// <param name="postId">The post's slug.</param>
    /// <param name="viewer">Who is looking.</param>
    /// <param name="after">The last comment of the page before; null for the first page.</param>
    /// <param name="limit">How many at most, 1 to <see cref="PageSize"/>.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>An empty page where there are none.</returns>
    public Task<CommentPage> GetCommentsForPostAsync(
        string postId, Viewer viewer, Guid? after, int limit, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    /// <summary>Takes a comment: stores it pending with its consent, audit entry and events in one transaction.</summary>
    /// <param name="request">What was sent.</param>
    /// <param name="cancellationToken">Ends the work before it is durable.</param>
    /// <returns>The receipt, or why the comment was refused.</returns>
    public Task<Result<CommentReceipt>> CreateAsync(NewComment request, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}

/// <summary>A comment as it was sent, before any check.</summary>
public sealed record NewComment
{
    /// <summary>The post's slug.</summary>
    public required string PostId { get; init; }

    /// <summary>The text, Markdown, at most 10,000 code points. Personal.</summary>
    public required string? Content { get; init; }

    /// <summary>A name of the author's choice, at most 100 code points; may be missing. Personal.</summary>
    public string? AuthorName { get; init; }

    /// <summary>An e-mail address as typed; may be missing. Personal; kept as a keyed tag, encrypted only where mail is wanted.</summary>
    public string? AuthorEmail { get; init; }

    /// <summary>Whether replies and the decision are to be mailed.</summary>
    public bool NotifyReplies { get; init; }

    /// <summary>Whether the publish notice was accepted; compulsory.</summary>
    public bool GdprConsent { get; init; }

    /// <summary>The comment this answers.</summary>
    public Guid? ParentId { get; init; }

    /// <summary>The form ticket; a comment without one is flagged.</summary>
    public string? Ticket { get; init; }

    /// <summary>The client's key for a repeatable request, 1 to 255 visible ASCII characters. Missing: a ticket's nonce serves.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>The pseudonym of the sender's network of today; null where it is not known. Personal.</summary>
    public NetworkTag? NetworkTag { get; init; }
}

/// <summary>What the author of a new comment gets back.</summary>
/// <param name="Id">The comment's id.</param>
/// <param name="Status">Always <c>pending</c>.</param>
/// <param name="CapabilityToken">The secret of the comment's own page, for edit and erase. Secret.</param>
/// <param name="ConsentReceipt">What was agreed to, signed.</param>
public sealed record CommentReceipt(Guid Id, string Status, string CapabilityToken, ConsentReceipt ConsentReceipt);

/// <summary>Proof of a consent for the person who gave it.</summary>
/// <param name="Purposes">What was agreed to: <c>publish_comment</c>, <c>notify_by_email</c>.</param>
/// <param name="TextSha256">SHA-256 of the exact words shown, lower-case hexadecimal.</param>
/// <param name="TextVersion">The version of those words.</param>
/// <param name="Language">Their language.</param>
/// <param name="GivenAt">When, UTC.</param>
/// <param name="Signature">A MAC over all of the above and the comment's id, base64url.</param>
public sealed record ConsentReceipt(
    IReadOnlyList<string> Purposes, string TextSha256, string TextVersion, string Language, DateTimeOffset GivenAt, string Signature);
