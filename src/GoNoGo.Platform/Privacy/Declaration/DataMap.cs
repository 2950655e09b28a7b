using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using GoNoGo.Platform.Events;
using Microsoft.EntityFrameworkCore.Metadata;

namespace GoNoGo.Platform.Privacy.Declaration;

/// <summary>
/// Every column of every table and every field of every event with its mark, read off the code: what export, erasure, retention, the
/// register of processing and the privacy notice are made from, and nothing else.
/// </summary>
public sealed class DataMap
{
    private static readonly ConditionalWeakTable<IModel, DataMap> Known = [];

    private DataMap(IReadOnlyList<MappedTable> tables, IReadOnlyList<MappedField> eventFields) =>
        (Tables, EventFields) = (tables, eventFields);

    /// <summary>Every table, by name.</summary>
    public IReadOnlyList<MappedTable> Tables { get; }

    /// <summary>Every field of every event, by the event's name.</summary>
    public IReadOnlyList<MappedField> EventFields { get; }

    /// <summary>Every personal column.</summary>
    public IEnumerable<MappedColumn> PersonalColumns =>
        Tables.SelectMany(table => table.Columns).Where(column => column.Personal is not null);

    /// <summary>The map of a model and of the events beside its entities.</summary>
    /// <param name="model">The model of any context.</param>
    /// <returns>The same for the same code.</returns>
    public static DataMap Of(IModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Known.GetValue(model, Read);
    }

    /// <summary>What the declaration lacks, in a sentence each that names the table and column; empty if it is whole.</summary>
    /// <returns>In the order of the map.</returns>
    public IEnumerable<string> Faults() =>
        Tables.SelectMany(table => table.Columns).Select(column => column.Field).Concat(EventFields)
            .Where(field => field.Mark is null)
            .Select(field => $"{field.Holder}.{field.Name} bears no mark")
            .Concat(EventFields.Where(field => field.Mark is not null and not NotPersonalAttribute)
                .Select(field => $"the event {field.Holder} holds {field.Name}, which is {field.MarkName}: events hold ids only"))
            .Concat(Tables.SelectMany(FaultsOf));

    private static DataMap Read(IModel model)
    {
        var entities = model.GetEntityTypes().ToList();
        var assemblies = entities.Select(entity => entity.ClrType.Assembly).Distinct();
        return new DataMap(
            [.. entities.Select(entity => new MappedTable(entity)).OrderBy(table => table.Name, StringComparer.Ordinal)],
            [.. assemblies.SelectMany(EventsOf).SelectMany(FieldsOf).OrderBy(field => field.Holder, StringComparer.Ordinal)]);
    }

    private IEnumerable<string> FaultsOf(MappedTable table)
    {
        foreach (var column in table.Columns.Where(column => column.Personal is { Recipients: Recipients.None }))
        {
            yield return $"{table.Name}.{column.Name} has no recipients";
        }

        if (!table.IsPersonal)
        {
            yield break;
        }

        if (table.Erased is not { } erased)
        {
            yield return $"{table.Name} is personal and does not say what erasing does to it: [Erased]";
            yield break;
        }

        if (erased.Reach is ErasureReach.Kept != erased.Reason is not null)
        {
            yield return $"{table.Name} needs a reason to be kept, and no other table does";
        }

        if (!table.Links.Any())
        {
            yield return $"{table.Name} is personal and does not say whose a row is: [OfSubject]";
        }

        if (erased.GoesWith is { } with)
        {
            if (Tables.All(other => other.Name != with))
            {
                yield return $"{table.Name} goes with {with}, which is no table";
            }
        }
        else
        {
            var clocks = table.Columns.Select(column => column.Personal?.Clock).OfType<RetentionClock>().Distinct()
                .Where(clock => clock is not RetentionClock.UntilTakenBack);
            foreach (var clock in clocks.Where(clock => table.Dues.All(due => due.Due.Clock != clock)))
            {
                yield return $"{table.Name} has no column that says when the clock {clock} runs out: [Due]";
            }
        }
    }

    private static IEnumerable<Type> EventsOf(Assembly assembly) =>
        assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IEvent)));

    private static IEnumerable<MappedField> FieldsOf(Type type)
    {
        // IEvent has it, so that every event does.
        var name = (string)type.GetProperty(nameof(IEvent.Type), BindingFlags.Static | BindingFlags.Public)!.GetValue(null)!;
        return type.GetProperties(BindingFlags.Instance | BindingFlags.Public)
            .Where(property => property.Name is not (nameof(IEvent.AggregateId) or "EqualityContract"))
            .Select(property => new MappedField(name, JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name), property));
    }
}
