using GoNoGo.Platform.Results;

namespace GoNoGo.Comments;

/// <summary>Several fields of a comment cannot be taken; nothing was written.</summary>
/// <param name="Fields">Each with its reason, in the order of the form.</param>
public sealed record InvalidComment(IReadOnlyList<InvalidField> Fields) : InvalidFields(Fields);

/// <summary>The publish notice was not accepted.</summary>
public sealed record ConsentMissing()
    : InvalidField(
        "gdpr_consent", "consent_missing", "Tick the box that allows your comment to be published: without it nothing is stored.");

/// <summary>There is no text.</summary>
public sealed record ContentEmpty() : InvalidField("content", "content_empty", "Write something: the comment has no visible text.");

/// <summary>The text is too long.</summary>
public sealed record ContentTooLong()
    : InvalidField("content", "content_too_long", "Shorten the comment: at most 10,000 characters fit.");

/// <summary>The text holds what no text holds.</summary>
public sealed record ContentNotText()
    : InvalidField("content", "content_not_text", "Remove the control characters and half characters from the comment.");

/// <summary>The text would cost too much to render.</summary>
public sealed record ContentTooNested()
    : InvalidField(
        "content", "content_too_nested", "Simplify the comment: its quotes, lists, emphasis or links are too many or nested too deeply.");

/// <summary>Marks are piled upon one letter.</summary>
/// <param name="Field">The field's name on the wire.</param>
public sealed record TooManyMarks(string Field)
    : InvalidField(Field, "too_many_marks", "Remove some of the accents and marks that are piled upon one letter.");

/// <summary>The name is too long.</summary>
public sealed record NameTooLong() : InvalidField("author_name", "name_too_long", "Shorten the name: at most 100 characters fit.");

/// <summary>The name holds what no name holds.</summary>
public sealed record NameNotText()
    : InvalidField("author_name", "name_not_text", "Remove line breaks and control characters from the name.");

/// <summary>The address is none.</summary>
public sealed record EmailInvalid()
    : InvalidField("author_email", "email_invalid", "Check the e-mail address, or leave it empty: it does not look like one.");

/// <summary>Mail is wanted and there is no address.</summary>
public sealed record EmailMissing()
    : InvalidField("author_email", "email_missing", "Give an e-mail address, or untick the box for mail.");

/// <summary>The comment that is answered is not on this post, or nobody can see it.</summary>
public sealed record ParentNotFound()
    : InvalidField("parent_id", "parent_not_found", "The comment you answer is not on this post. Send yours without it.");

/// <summary>The form ticket was not made here, or for another post, or too long ago.</summary>
public sealed record TicketInvalid()
    : InvalidField("ticket", "ticket_invalid", "The form has expired. Look at your comment again, then send it.");

/// <summary>The Idempotency-Key has a form that is not taken.</summary>
public sealed record IdempotencyKeyInvalid()
    : InvalidField("idempotency_key", "idempotency_key_invalid", "Use 1 to 255 visible ASCII characters as Idempotency-Key.");

/// <summary>There is no such post.</summary>
public sealed record UnknownPost() : NotFound("post_not_found", "There is no post at this address.");

/// <summary>The post's author closed its comments.</summary>
public sealed record CommentsClosed() : Conflict("comments_closed", "Comments on this post are closed.");

/// <summary>There is no such comment, or the link is not, or no longer, its own.</summary>
public sealed record CommentNotFound() : NotFound("comment_not_found", "There is no such comment, or the link to it is not valid.");

/// <summary>The time in which a comment may be changed is over.</summary>
public sealed record EditPeriodOver() : Conflict("edit_period_over", "A comment can be changed for 15 minutes. You can still erase it.");
