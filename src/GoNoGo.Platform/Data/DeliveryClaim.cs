namespace GoNoGo.Platform.Data;

/// <summary>What a dispatcher asks for when it takes deliveries to work on.</summary>
/// <param name="Handler">Whose.</param>
/// <param name="Suspects">Whether those whose last attempt ended with its process, or only the others.</param>
/// <param name="Limit">How many at most.</param>
/// <param name="Window">
/// How many of the first due are looked at; null for all. The first may all wait for others of their aggregate.
/// </param>
/// <param name="Now">What counts as due.</param>
/// <param name="LeasedUntil">How long they are the claimer's.</param>
/// <param name="Token">Marks them as the claimer's; new for each claim.</param>
public sealed record DeliveryClaim(
    string Handler, bool Suspects, int Limit, int? Window, DateTimeOffset Now, DateTimeOffset LeasedUntil, Guid Token);

/// <summary>A delivery that was claimed.</summary>
/// <param name="EventSequence">Of its event.</param>
/// <param name="Attempt">Which attempt this is, from 1.</param>
public sealed record ClaimedRow(long EventSequence, int Attempt);

/// <summary>What a claim took.</summary>
/// <param name="Rows">Empty if there was nothing to be had.</param>
/// <param name="MoreAreDue">
/// Whether something that is due was left: more than the limit, or others that have to wait for the first of their aggregate.
/// </param>
public sealed record ClaimedRows(IReadOnlyList<ClaimedRow> Rows, bool MoreAreDue);

/// <summary>
/// Deliveries that a process holds: the sequences of their events find the rows, the tokens of their claims prove that they are its own.
/// </summary>
/// <param name="EventSequences">Each once.</param>
/// <param name="Tokens">Each once.</param>
public sealed record HeldDeliveries(long[] EventSequences, Guid[] Tokens);

/// <summary>The end of a delivery, written in the transaction of its effect.</summary>
/// <param name="EventSequence">Of the event.</param>
/// <param name="EventId">Its id.</param>
/// <param name="Handler">Who has had it.</param>
/// <param name="Token">Of the claim.</param>
/// <param name="Now">When.</param>
/// <param name="Code">Why it was skipped; null if it was not.</param>
/// <param name="TraceId">The trace of the attempt.</param>
public sealed record DeliveryEnd(
    long EventSequence, Guid EventId, string Handler, Guid Token, DateTimeOffset Now, string? Code, string TraceId);

/// <summary>What ending a delivery met.</summary>
public enum DeliveryEntry
{
    /// <summary>The claim no longer holds: somebody else has it, or it has ended. Nothing was written.</summary>
    Lost,

    /// <summary>The handler had this event before. The delivery has ended; the effect must not happen again.</summary>
    Repeated,

    /// <summary>The delivery has ended and the inbox knows it, if the transaction commits.</summary>
    Entered,
}
