using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Privacy.Declaration;

namespace GoNoGo.Gdpr.Register;

/// <summary>What is done with personal data for one purpose, as the marks declare it (GDPR art. 30(1)).</summary>
/// <param name="Purpose">What for.</param>
/// <param name="Bases">What makes it lawful.</param>
/// <param name="Categories">Kinds of data.</param>
/// <param name="Recipients">Who gets to see any of them.</param>
/// <param name="Clocks">When they go.</param>
/// <param name="Columns">Where they are, as <c>table.column</c>.</param>
public sealed record ProcessingActivity(
    Purpose Purpose,
    IReadOnlyList<LawfulBasis> Bases,
    IReadOnlyList<PersonalCategory> Categories,
    Recipients Recipients,
    IReadOnlyList<RetentionClock> Clocks,
    IReadOnlyList<string> Columns)
{
    /// <summary>Every activity that a map declares.</summary>
    /// <param name="map">The marks.</param>
    /// <returns>In the order of the purposes.</returns>
    public static IReadOnlyList<ProcessingActivity> Of(DataMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return
        [
            .. from column in map.PersonalColumns
               group column by column.Personal!.Purpose into columns // Personal columns have a mark.
               orderby columns.Key
               let marks = columns.Select(column => column.Personal!).ToList() // The same.
               select new ProcessingActivity(
                   columns.Key,
                   [.. marks.Select(mark => mark.Basis).Distinct().Order()],
                   [.. marks.Select(mark => mark.Category).Distinct().Order()],
                   marks.Aggregate(Recipients.None, (all, mark) => all | mark.Recipients),
                   [.. marks.Select(mark => mark.Clock).Distinct().Order()],
                   [.. columns.Select(column => $"{column.Table}.{column.Name}")]),
        ];
    }
}
