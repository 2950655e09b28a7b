namespace GoNoGo.Web.Tests.Crash;

/// <summary>Every place at which the program with fault points can be killed, by what it is a part of.</summary>
internal static class FaultPoints
{
    /// <summary>On the way of a comment, before anything of it is durable.</summary>
    public static IReadOnlyList<string> BeforeCommit { get; } =
    [
        "comment.checked", "unit_of_work.begun", "comment.row", "comment.audit", "comment.outbox", "comment.consent", "unit_of_work.saved",
    ];

    /// <summary>On the way of a comment, when all of it is durable.</summary>
    public static IReadOnlyList<string> AfterCommit { get; } = ["unit_of_work.committed", "comment.answered"];

    public static IReadOnlyList<string> Dispatch { get; } =
    [
        "events.claimed", "events.before_effect", "events.after_effect", "events.committed",
    ];

    /// <summary>Reached by a server that is asked to stop while it holds leases.</summary>
    public static string Returned => "events.returned";

    public static IReadOnlyList<string> Audit { get; } =
    [
        "audit.sealing_begun", "audit.checkpoint_signed", "audit.anchored",
    ];

    public static IReadOnlyList<string> Migration { get; } = ["migration.begun", "migration.applied"];

    /// <summary>On the way of a mail, before its text may have left.</summary>
    public static IReadOnlyList<string> MailBeforeText { get; } = ["mail.read", "mail.written", "mail.connected"];

    /// <summary>Once it may have left.</summary>
    public static IReadOnlyList<string> MailAfterText { get; } = ["mail.begun", "mail.accepted", "mail.ended"];

    /// <summary>On the way of the erasure of a person with two comments.</summary>
    public static IReadOnlyList<string> Erasure { get; } =
    [
        "erasure.entered", "erasure.begun", "erasure.comment", "erasure.rows", "erasure.committed", "erasure.key_destroyed",
        "erasure.forgotten", "erasure.ended",
    ];

    /// <summary>When a batch of a sweep has removed something and is durable.</summary>
    public static string SweptBatch => "retention.swept_batch";

    /// <summary>On the way of a backup; after the last one the copy counts.</summary>
    public static IReadOnlyList<string> Backup { get; } =
    [
        "backup.begun", "backup.database_written", "backup.keys_written", "backup.keys_in_place", "backup.in_place",
    ];

    /// <summary>On the way of a restore, before it has ended.</summary>
    public static IReadOnlyList<string> Restore { get; } = ["restore.begun", "restore.database_in_place", "restore.keys_in_place"];

    public static string Replaying => "erasure.replaying";

    public static IEnumerable<string> All =>
        [.. BeforeCommit, .. AfterCommit, .. Dispatch, Returned, .. Audit, .. Migration, .. MailBeforeText, .. MailAfterText,
            .. Erasure, SweptBatch, .. Backup, .. Restore, Replaying];
}
