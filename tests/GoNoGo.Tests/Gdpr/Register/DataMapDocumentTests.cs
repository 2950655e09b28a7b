using System.Globalization;
using System.Text;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Privacy.Declaration;
using GoNoGo.Tests.Architecture;
using GoNoGo.Web.Database.Sqlite;

namespace GoNoGo.Tests.Gdpr.Register;

/// <summary>docs/privacy/data-map.md is the declaration, written out.</summary>
public sealed class DataMapDocumentTests
{
    private const string Page = "docs/privacy/data-map.md";

    [Fact]
    public void The_page_is_the_declaration_written_out()
    {
        using var context = new SqliteContextFactory().CreateDbContext([]);
        var expected = Write(DataMap.Of(context.Model));
        var path = Path.Combine(SourceTree.Root, Page);
        if (Environment.GetEnvironmentVariable("GONOGO_REGENERATE") is "1")
        {
            File.WriteAllText(path, expected);
        }

        Assert.Equal(expected, File.ReadAllText(path));
    }

    private static string Write(DataMap map)
    {
        var page = new StringBuilder("""
            # Data map

            Every column of every table and every field of every event with its mark. Written by `DataMapDocumentTests` from the code
            (`GONOGO_REGENERATE=1`); what the personal ones are, [what-is-stored.md](what-is-stored.md) says in words.

            | table | on erasure | what goes by itself |
            |---|---|---|

            """);
        foreach (var table in map.Tables.Where(table => table.IsPersonal))
        {
            var dues = string.Join("; ", table.Dues.Select(Due));
            page.Append(CultureInfo.InvariantCulture, $"| {table.Name} | {OnErasure(table.Erased)} | {dues} |\n");
        }

        page.Append("\n## Columns\n\n| table | column | mark | category | purpose | basis | clock | recipients |\n")
            .Append("|---|---|---|---|---|---|---|---|\n");
        foreach (var column in map.Tables.SelectMany(table => table.Columns))
        {
            page.Append(
                CultureInfo.InvariantCulture,
                $"| {column.Table} | {column.Name} | {column.Field.MarkName} | {Words(column.Personal)} |\n");
        }

        page.Append("\n## Events\n\n| event | field | mark |\n|---|---|---|\n");
        foreach (var field in map.EventFields)
        {
            page.Append(CultureInfo.InvariantCulture, $"| {field.Holder} | {field.Name} | {field.MarkName} |\n");
        }

        return page.ToString();
    }

    private static string OnErasure(ErasedAttribute? erased) => erased switch
    {
        { Reach: ErasureReach.Kept } => $"kept: {erased.Reason}",
        { Reach: ErasureReach.Fields } => "personal columns emptied",
        { GoesWith: { } with } => $"row deleted, with the last one in {with}",
        _ => "row deleted",
    };

    private static string Due(DueColumn due)
    {
        var what = due.Due.OnlyFields ? string.Join(", ", due.Emptied.Select(column => column.Name)) : "row";
        return $"{what} at {due.Column.Name} ({due.Due.Clock})";
    }

    private static string Words(PersonalAttribute? mark) => mark is null
        ? " | | | | "
        : $"{mark.Category} | {mark.Purpose} | {mark.Basis} | {mark.Clock} | {mark.Recipients}";
}
