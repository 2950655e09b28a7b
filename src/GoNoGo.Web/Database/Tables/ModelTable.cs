using GoNoGo.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace GoNoGo.Web.Database.Tables;

/// <summary>A table as the model has it, with what is the same of it in both databases: names, and the types of its values.</summary>
/// <param name="Name">In the database.</param>
/// <param name="Columns">In the order of the model.</param>
/// <param name="Key">The names of the columns of the primary key, in order.</param>
internal sealed record ModelTable(string Name, IReadOnlyList<ModelColumn> Columns, IReadOnlyList<string> Key)
{
    /// <summary>The column that the database numbers by itself; null where there is none.</summary>
    public ModelColumn? Numbered => Columns.FirstOrDefault(column => column.IsNumbered);

    /// <summary>All tables of a model, each behind those that its foreign keys lead to.</summary>
    public static IReadOnlyList<ModelTable> Of(DataContext data)
    {
        var waiting = data.Model.GetEntityTypes().OrderBy(entity => entity.GetTableName(), StringComparer.Ordinal).ToList();
        var ordered = new List<IEntityType>();
        while (waiting.Count > 0)
        {
            var next = waiting.Find(entity => entity.GetForeignKeys()
                .All(key => key.PrincipalEntityType == entity || ordered.Contains(key.PrincipalEntityType)))
                ?? throw new InvalidOperationException("The foreign keys of the model lead in a ring.");
            waiting.Remove(next);
            ordered.Add(next);
        }

        return [.. ordered.Select(Read)];
    }

    private static ModelTable Read(IEntityType entity) => new(
        entity.GetTableName()!, // Every entity of ours has a table.
        [.. entity.GetProperties().Select(ModelColumn.Of)],
        [.. entity.FindPrimaryKey()!.Properties.Select(property => property.GetColumnName())]); // And a key.
}

/// <summary>A column of it.</summary>
/// <param name="Name">In the database.</param>
/// <param name="Type">
/// What its values are between the databases: Guid, bool, int, long, string, bytes or a date, never null where they may be missing.
/// </param>
/// <param name="IsMoment">Whether the numbers are UTC ticks.</param>
/// <param name="IsNullable">Whether a value may be missing.</param>
/// <param name="IsNumbered">Whether the database numbers it by itself.</param>
/// <param name="MaxLength">How many code units a text may have; null for any.</param>
/// <param name="Model">What the model knows beside this.</param>
internal sealed record ModelColumn(
    string Name, Type Type, bool IsMoment, bool IsNullable, bool IsNumbered, int? MaxLength, IProperty Model)
{
    /// <summary>The enumeration that its values name; null for all else.</summary>
    public Type? Enumeration => (Nullable.GetUnderlyingType(Model.ClrType) ?? Model.ClrType) is { IsEnum: true } type ? type : null;

    public static ModelColumn Of(IProperty property)
    {
        var stored = property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType;
        var type = Nullable.GetUnderlyingType(stored) ?? stored;
        return new ModelColumn(
            property.GetColumnName(),
            type.IsEnum ? Enum.GetUnderlyingType(type) : type,
            (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType) == typeof(DateTimeOffset),
            property.IsNullable,
            type == typeof(long) && property.ValueGenerated is ValueGenerated.OnAdd && property.IsPrimaryKey(),
            property.GetMaxLength(),
            property);
    }
}
