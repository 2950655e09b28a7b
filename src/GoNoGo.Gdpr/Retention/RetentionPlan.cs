using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Privacy.Declaration;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Gdpr.Retention;

/// <summary>
/// All that the sweep removes: what the marks declare with <see cref="DueAttribute"/>, in the way of the module that has one of its own
/// for it, and what modules remove beside that.
/// </summary>
/// <param name="data">Whose model bears the marks.</param>
/// <param name="map">What they say.</param>
/// <param name="own">What the modules do themselves.</param>
public sealed class RetentionPlan(DataContext data, DataMap map, IEnumerable<RetentionStep> own)
{
    /// <summary>How many moments a forecast names at most for each thing that goes.</summary>
    public const int LongestForecast = 10;

    /// <summary>What is removed, in order.</summary>
    public IReadOnlyList<RetentionStep> Steps { get; } = [.. own, .. Dues(map).Where(due => !IsNamed(own, due)).Select(StepOf)];

    /// <summary>Says what would go, and when; removes nothing.</summary>
    /// <param name="now">The moment that counts.</param>
    /// <param name="cancellationToken">Ends the queries.</param>
    /// <returns>An item for each thing that goes by a clock of its own.</returns>
    public async Task<IReadOnlyList<RetentionForecast>> ForecastAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var forecasts = new List<RetentionForecast>();
        foreach (var due in Dues(map).OrderBy(due => due.Due.Name, StringComparer.Ordinal))
        {
            forecasts.Add(new RetentionForecast(
                due.Due.Name,
                due.Table.Name,
                due.Due.Clock,
                await DueRows.CountAsync(data, due, now, cancellationToken),
                await DueRows.CountAsync(data, due, now + TimeSpan.FromDays(RetentionForecast.Days), cancellationToken),
                await DueRows.MomentsAsync(data, due, LongestForecast, cancellationToken)));
        }

        return forecasts;
    }

    /// <summary>How many rows were due at a moment and are still there.</summary>
    /// <param name="moment">UTC.</param>
    /// <param name="cancellationToken">Ends the queries.</param>
    /// <returns>Held ones among them.</returns>
    public async Task<int> CountDueAsync(DateTimeOffset moment, CancellationToken cancellationToken)
    {
        var count = 0;
        foreach (var due in Dues(map))
        {
            count += await DueRows.CountAsync(data, due, moment, cancellationToken);
        }

        return count;
    }

    private static IEnumerable<DueColumn> Dues(DataMap map) => map.Tables.SelectMany(table => table.Dues);

    private static bool IsNamed(IEnumerable<RetentionStep> steps, DueColumn due) => steps.Any(step => step.Name == due.Due.Name);

    private static RetentionStep StepOf(DueColumn due) => new(due.Due.Name, async (scope, transaction, limit, ended) =>
    {
        var removed = await DueRows.RemoveAsync(scope.GetRequiredService<DataContext>(), due, transaction.StartedAt, limit, ended);
        if (removed > 0)
        {
            transaction.NoteWrite();
        }

        return removed;
    });
}

/// <summary>What a clock will remove.</summary>
/// <param name="Name">What goes, as the audit trail names it.</param>
/// <param name="Table">Where it is.</param>
/// <param name="Clock">Which clock.</param>
/// <param name="DueNow">How many rows the next sweep takes; held ones among them.</param>
/// <param name="DueSoon">How many are due within <see cref="Days"/> days, those included.</param>
/// <param name="Next">When the first rows are due, UTC; at most <see cref="RetentionPlan.LongestForecast"/>.</param>
public sealed record RetentionForecast(
    string Name, string Table, RetentionClock Clock, int DueNow, int DueSoon, IReadOnlyList<DateTimeOffset> Next)
{
    /// <summary>How many days are soon.</summary>
    public const int Days = 30;
}
