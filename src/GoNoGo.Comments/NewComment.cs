using GoNoGo.Gdpr.Consent;
using GoNoGo.Platform.Limits;
using GoNoGo.Platform.Privacy;

namespace GoNoGo.Comments;

/// <summary>A comment as it was sent, before any check. Its text form is redacted.</summary>
public sealed record NewComment
{
    /// <summary>The post's slug.</summary>
    public required string PostId { get; init; }

    /// <summary>Where it was written: <c>comment_form</c> or <c>api</c>.</summary>
    public required string Form { get; init; }

    /// <summary>The text, Markdown, at most 10,000 code points. Personal.</summary>
    public required string Content { get; init; }

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

    /// <summary>
    /// The client's key for a repeatable request, 1 to 255 visible ASCII characters; the ticket serves where it is missing.
    /// </summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>The pseudonym of the sender's network of today; null where it is not known. Personal.</summary>
    public NetworkTag? NetworkTag { get; init; }

    /// <summary>The same of the day before, while its key lives: a block of yesterday holds until then. Personal.</summary>
    public NetworkTag? EarlierNetworkTag { get; init; }

    /// <summary>What stands in the field that no person sees; a comment with anything in it is flagged.</summary>
    public string? Trap { get; init; }

    /// <summary>Who was signed in when it was sent: the comment is theirs, whatever address was typed. Null for nobody. Personal.</summary>
    public SubjectId? SignedInAs { get; init; }

    /// <summary>The place of its sender's limit that it takes; null where it is not counted, or has been.</summary>
    public PromisedPlace? Place { get; init; }

    /// <summary>A fixed mark in place of what was sent.</summary>
    /// <returns><c>[comment]</c></returns>
    public override string ToString() => "[comment]";
}

/// <summary>What the author of a new comment gets back.</summary>
/// <param name="Id">The comment's id.</param>
/// <param name="CapabilityToken">The secret of the comment's own page, for edit and erase. Secret.</param>
/// <param name="ConsentReceipt">What was agreed to, signed.</param>
public sealed record CommentReceipt(Guid Id, string CapabilityToken, ConsentReceipt ConsentReceipt)
{
    /// <summary>What a new comment always is.</summary>
    public const string Status = "pending";

    /// <summary>Whether the request was a repetition, which has stored nothing.</summary>
    public bool IsRepeated { get; init; }

    /// <summary>The id only: the token is secret.</summary>
    /// <returns><c>[receipt]</c> with the id.</returns>
    public override string ToString() => $"[receipt {Id}]";
}

/// <summary>A comment as it would look.</summary>
/// <param name="Html">Safe HTML. Personal.</param>
/// <param name="Ticket">The form ticket to send it with.</param>
public sealed record CommentPreview(string Html, string Ticket);
