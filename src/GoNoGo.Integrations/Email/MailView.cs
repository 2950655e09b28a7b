using GoNoGo.Integrations.Email.Ledger;

namespace GoNoGo.Integrations.Email;

/// <summary>A mail as an operator sees it: never an address, never a text.</summary>
/// <param name="Id">The delivery's id.</param>
/// <param name="Kind">One of <see cref="MailKinds"/>.</param>
/// <param name="Resource">What it is about: the id of a comment or request, a commit, a day.</param>
/// <param name="Status">What became of it.</param>
/// <param name="Reason">Why it was skipped, or the type of the last error.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="MayArriveTwice">Whether a copy had begun to leave of which nothing is known.</param>
/// <param name="QueuedAt">When it was queued, UTC.</param>
/// <param name="DueAt">Before which it does not leave, UTC.</param>
/// <param name="EndedAt">When it ended, UTC; null while it waits.</param>
public sealed record MailView(
    Guid Id,
    string Kind,
    string Resource,
    MailStatus Status,
    string? Reason,
    int Attempts,
    bool MayArriveTwice,
    DateTimeOffset QueuedAt,
    DateTimeOffset DueAt,
    DateTimeOffset? EndedAt);
