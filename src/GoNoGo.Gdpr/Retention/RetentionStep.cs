using GoNoGo.Platform.Data;

namespace GoNoGo.Gdpr.Retention;

/// <summary>
/// What one module does when a clock runs out, where taking the row or emptying its columns is not all there is to do: it stands in for
/// what the sweep would do for the <see cref="Platform.Privacy.DueAttribute"/> of the same name. Registered by the module that owns the
/// data.
/// </summary>
/// <param name="Name">What goes, in snake_case; it is named in the audit trail.</param>
/// <param name="SweepAsync">Removes at most so many rows that are due at the transaction's start; answers how many they were.</param>
public sealed record RetentionStep(string Name, Func<IServiceProvider, Transaction, int, CancellationToken, Task<int>> SweepAsync);
