using GoNoGo.Platform.Privacy;

namespace GoNoGo.Accounts.Mailboxes;

/// <summary>
/// Who of those that run the blog wants which mails, and where. Asked when a mail is decided on, and again before it leaves.
/// </summary>
public interface IStaffMailboxes
{
    /// <summary>Those who want mails of a kind.</summary>
    /// <param name="mail">Which.</param>
    /// <param name="author">The author whom it is about, for <see cref="StaffMail.NewComment"/>; null for all others.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>Each once; empty where nobody does.</returns>
    Task<IReadOnlyList<StaffMailbox>> WantingAsync(StaffMail mail, string? author, CancellationToken cancellationToken);
}

/// <summary>Mails to those who run the blog.</summary>
public enum StaffMail
{
    /// <summary>To the author of a post: somebody has commented on it.</summary>
    NewComment,

    /// <summary>To moderators: comments wait for a decision.</summary>
    Moderation,

    /// <summary>The content of the blog has changed.</summary>
    ContentUpdated,

    /// <summary>Something needs to be mended.</summary>
    Problems,

    /// <summary>The week in figures, with the checkpoint of the audit trail.</summary>
    WeeklyDigest,
}

/// <summary>When somebody gets mails of a kind.</summary>
public enum MailTiming
{
    /// <summary>Each as it arises.</summary>
    AtOnce,

    /// <summary>Gathered, at the next full hour.</summary>
    Hourly,

    /// <summary>Gathered, once a day.</summary>
    Digest,

    /// <summary>Not at all.</summary>
    Never,
}

/// <summary>Somebody of the staff as a recipient. Its text form is redacted.</summary>
/// <param name="Id">Theirs, the same at each time. Personal: a pseudonym.</param>
/// <param name="Address">Personal.</param>
/// <param name="Timing">When they want mails of the kind that was asked for.</param>
/// <param name="Language">A BCP 47 tag; null for the blog's.</param>
public sealed record StaffMailbox(Guid Id, EmailAddress Address, MailTiming Timing, string? Language)
{
    /// <summary>A fixed mark in place of the recipient.</summary>
    /// <returns><c>[staff]</c></returns>
    public override string ToString() => "[staff]";
}
