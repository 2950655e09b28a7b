namespace GoNoGo.Platform.Data;

/// <summary>Writes one row of what a unit of work keeps on record: an audit entry, an event, a delivery.</summary>
/// <param name="Text">The SQL, the same for every row of its kind, with its parameters as <c>$1</c>, <c>$2</c> and on.</param>
/// <param name="Values">The values of the parameters, in order. Where one is null the column holds text.</param>
public sealed record RecordStatement(string Text, IReadOnlyList<object?> Values);
