using System.Text.Json.Nodes;
using GoNoGo.Platform.Privacy.Declaration;

namespace GoNoGo.Gdpr.Access;

/// <summary>
/// How the rows of one table are read for their person where their columns alone do not say it, since they are encrypted. Registered by
/// the module that owns the table.
/// </summary>
/// <param name="Table">Which table.</param>
/// <param name="ReadAsync">Answers an object for each row, with a member for each column.</param>
public sealed record ExportStep(
    string Table, Func<IServiceProvider, PersonReach, CancellationToken, Task<IReadOnlyList<JsonObject>>> ReadAsync);
