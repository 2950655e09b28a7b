namespace GoNoGo.Platform.Data;

/// <summary>Writes one row at the end of a unit of work: one that it inserts, an audit entry, an event, a delivery.</summary>
/// <param name="Text">The SQL, of few kinds, so that it is worth preparing, with its parameters as <c>$1</c>, <c>$2</c> and on.</param>
/// <param name="Values">The values of the parameters, in order. Where one is null the column holds text.</param>
public sealed record RecordStatement(string Text, IReadOnlyList<object?> Values);
