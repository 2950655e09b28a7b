using GoNoGo.Platform.Results;

namespace GoNoGo.Comments.Moderation;

/// <summary>Somebody has decided on the comment, or changed it, since it was looked at.</summary>
/// <param name="Status">What it is now, as on the wire.</param>
public sealed record CommentChangedMeanwhile(string Status)
    : Conflict(
        "comment_changed_meanwhile", $"The comment has changed since you looked at it: it is {Status} now. Look again, then decide.");

/// <summary>The decision is older than a minute, and its mails have left.</summary>
public sealed record UndoPeriodOver() : Conflict("undo_period_over", "A decision can be undone for 60 seconds. Decide anew instead.");

/// <summary>Nobody has decided on the comment.</summary>
public sealed record NothingToUndo() : Conflict("nothing_to_undo", "There is no decision on this comment that could be undone.");

/// <summary>The comment's words are encrypted and the key of its author is gone.</summary>
public sealed record TextUnreadable() : Conflict(
    "text_unreadable",
    "The text of this comment cannot be read: the key of its author is missing. Put the newest copy of the key store in place.");

/// <summary>The reason is none of the list.</summary>
public sealed record ReasonUnknown() : InvalidField("reason", "reason_unknown", "Choose a reason from the list.");

/// <summary>The list of comments is empty or too long.</summary>
public sealed record BulkSizeWrong() : InvalidField("ids", "bulk_size_wrong", "Choose 1 to 200 comments.");

/// <summary>Only comments on the post itself can be pinned, and three of them.</summary>
public sealed record CannotPin() : Conflict("cannot_pin", "Pin up to three approved comments of a post, and no answers.");

/// <summary>The comment's sender cannot be told by what is asked for.</summary>
public sealed record SenderNotKnown()
    : Conflict("sender_not_known", "There is no tag to block: no address was given, or the key of the network's day is destroyed.");

/// <summary>A block must end.</summary>
public sealed record BlockPeriodWrong() : InvalidField("days", "block_period_wrong", "Block for 1 to 365 days.");

/// <summary>There is no such block.</summary>
public sealed record BlockNotFound() : NotFound("block_not_found", "There is no such block, or it has ended.");

/// <summary>Who sends this may not comment at the moment.</summary>
/// <param name="Until">The day on which it ends.</param>
public sealed record SenderBlocked(string Until)
    : Forbidden("sender_blocked", $"You cannot comment here until {Until} (UTC). If you think that this is wrong, write to the blog.");

/// <summary>Nobody may answer in this thread any more.</summary>
public sealed record ThreadLocked()
    : InvalidField("parent_id", "thread_locked", "This thread is locked: it takes no more answers. You can comment on the post.");

/// <summary>The appeal has no text, or too much.</summary>
public sealed record AppealTextWrong()
    : InvalidField("appeal", "appeal_text_wrong", "Say in 1 to 2,000 characters why your comment should be looked at again.");

/// <summary>The comment was not refused, or its author has appealed before.</summary>
public sealed record CannotAppeal()
    : Conflict("cannot_appeal", "An appeal is possible once, for a comment that was not published.");

/// <summary>The report says too much.</summary>
public sealed record ReportTooLong() : InvalidField("text", "report_too_long", "Shorten what you add: at most 1,000 characters fit.");

/// <summary>Too many reports from one network, or a second one of the same comment.</summary>
public sealed record TooManyReports()
    : Conflict("too_many_reports", "You have reported this or several others a short while ago. Somebody will look at them.");
