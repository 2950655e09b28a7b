using System.Text.Json;
using System.Text.Json.Nodes;
using GoNoGo.Gdpr.Register;
using GoNoGo.Gdpr.Retention;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Privacy.Declaration;
using GoNoGo.Platform.Results;
using Microsoft.Extensions.Options;

namespace GoNoGo.Gdpr.Access;

/// <summary>
/// All that is held about a person (GDPR art. 15): every personal table that the marks name, read by whose the rows are, with what they
/// are kept for, for how long and for whom. Answers of others are named by their ids only.
/// </summary>
/// <param name="data">Where the rows are.</param>
/// <param name="map">Which tables and columns there are.</param>
/// <param name="audit">What was done with the data.</param>
/// <param name="steps">How encrypted tables are read.</param>
/// <param name="services">What the steps need.</param>
/// <param name="periods">How long the clocks run.</param>
/// <param name="clock">When it was made.</param>
public sealed class PersonExport(
    DataContext data,
    DataMap map,
    AuditDetails audit,
    IEnumerable<ExportStep> steps,
    IServiceProvider services,
    IOptions<RetentionOptions> periods,
    TimeProvider clock)
{
    /// <summary>How many rows of one table a person gets by themselves; beyond, the operator makes the file.</summary>
    public const int LargestTable = 10_000;

    private static readonly PersonalCategory[] GivenByThePerson =
        [PersonalCategory.Text, PersonalCategory.Name, PersonalCategory.Contact, PersonalCategory.Consent];

    /// <summary>Gathers it.</summary>
    /// <param name="reach">Whose.</param>
    /// <param name="facts">Who is responsible.</param>
    /// <param name="language">The language of what is told beside the data.</param>
    /// <param name="limit">How many rows of one table at most.</param>
    /// <param name="cancellationToken">Ends the queries.</param>
    /// <returns>The archive; or <see cref="ExportTooLarge"/>.</returns>
    public async Task<Result<PersonArchive>> GatherAsync(
        PersonReach reach, NoticeFacts facts, string language, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reach);
        var tables = new JsonObject();
        var portable = new JsonObject();
        var resources = reach.Comments.Select(comment => ("comment", comment)).ToList();
        foreach (var table in map.Tables.Where(table => table.IsPersonal && table.Links.Any() && table.Name != "audit_payloads"))
        {
            var rows = await ReadAsync(table, reach, limit + 1, cancellationToken);
            if (rows.Count > limit)
            {
                return new ExportTooLarge();
            }

            var type = table.Name.TrimEnd('s'); // As the trail names a row of it.
            resources.AddRange((await PersonalRows.KeysAsync(data, table, reach, cancellationToken)).Select(id => (type, id)));
            if (rows.Count > 0)
            {
                portable[table.Name] = new JsonArray([.. rows.Select(row => Given(table, row))]);
                tables[table.Name] = Told(table, rows);
            }
        }

        var entries = await audit.AboutAsync(reach.Subjects, resources, cancellationToken);
        var notice = PrivacyNotice.Of(map, periods.Value, facts, language);
        var document = new JsonObject
        {
            ["made_at"] = clock.GetUtcNow(),
            ["about"] = new JsonArray([.. notice.Sections.Select(Section)]),
            ["data"] = tables,
            ["audit"] = new JsonArray([.. entries.Select(Entry)]),
        };
        return new PersonArchive(document, portable, notice);
    }

    private async Task<IReadOnlyList<JsonObject>> ReadAsync(
        MappedTable table, PersonReach reach, int limit, CancellationToken cancellationToken) =>
        steps.FirstOrDefault(step => step.Table == table.Name) is { } step
            ? await step.ReadAsync(services, reach, cancellationToken)
            : await PersonalRows.ReadAsync(data, table, reach, limit, cancellationToken);

    private static JsonObject Told(MappedTable table, IReadOnlyList<JsonObject> rows)
    {
        var marks = table.Columns.Select(column => column.Personal).OfType<PersonalAttribute>().Where(mark => !mark.IsAnothers).ToList();
        return new JsonObject
        {
            ["purposes"] = Names(marks.Select(mark => mark.Purpose)),
            ["lawful_bases"] = Names(marks.Select(mark => mark.Basis)),
            ["kept_by"] = Names(marks.Select(mark => mark.Clock)),
            ["recipients"] = Names(marks.SelectMany(mark => Enum.GetValues<Recipients>()
                .Where(one => one is not Recipients.None && mark.Recipients.HasFlag(one)))),
            ["rows"] = new JsonArray([.. rows]),
        };
    }

    private static JsonArray Names<TMark>(IEnumerable<TMark> marks)
        where TMark : struct, Enum =>
        new([.. marks.Distinct().Order().Select(mark => JsonValue.Create(JsonNamingPolicy.SnakeCaseLower.ConvertName(mark.ToString())))]);

    private static JsonObject Given(MappedTable table, JsonObject row)
    {
        var given = new JsonObject();
        foreach (var column in table.Columns.Where(column => column.Personal is { } mark && GivenByThePerson.Contains(mark.Category)))
        {
            if (row[column.Name] is { } value)
            {
                given[column.Name] = value.DeepClone();
            }
        }

        return given;
    }

    private static JsonObject Section(NoticeSection section) => new()
    {
        ["heading"] = section.Heading,
        ["text"] = string.Join('\n', section.Paragraphs),
        ["items"] = new JsonArray([.. section.Items.Select(item => JsonValue.Create(item))]),
    };

    private static JsonObject Entry(DetailedEntry entry) => new()
    {
        ["sequence"] = entry.Sequence,
        ["at"] = entry.At,
        ["actor"] = JsonNamingPolicy.SnakeCaseLower.ConvertName(entry.Actor.ToString()),
        ["action"] = entry.Action,
        ["resource"] = $"{entry.ResourceType} {entry.ResourceId}",
        ["outcome"] = entry.Outcome,
        ["details"] = entry.Details is { } details ? JsonNode.Parse(details) : null,
    };
}

/// <summary>There is more about the person than they can be handed by themselves at once.</summary>
public sealed record ExportTooLarge()
    : Conflict("export_too_large", "There is too much for one page. Write to the address on the privacy page: you get a file.");
