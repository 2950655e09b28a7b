using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace GoNoGo.Platform.Privacy.Declaration;

/// <summary>A table with all that its entity declares.</summary>
public sealed class MappedTable
{
    internal MappedTable(IEntityType entity)
    {
        Entity = entity;
        Name = entity.GetTableName() ?? entity.ClrType.Name;
        Columns = [.. entity.GetProperties().Select(property => new MappedColumn(Name, property))];
        Erased = entity.ClrType.GetCustomAttribute<ErasedAttribute>();
        Dues =
        [
            .. from column in Columns
               let due = column.Property?.GetCustomAttribute<DueAttribute>()
               where due is not null
               select new DueColumn(this, column, due),
        ];
    }

    /// <summary>Its name in the database.</summary>
    public string Name { get; }

    /// <summary>Its columns, in the order of the model.</summary>
    public IReadOnlyList<MappedColumn> Columns { get; }

    /// <summary>What erasing a person does to their rows; null where nothing is said.</summary>
    public ErasedAttribute? Erased { get; }

    /// <summary>The columns that hold when a clock runs out.</summary>
    public IReadOnlyList<DueColumn> Dues { get; }

    /// <summary>Whether it holds personal data.</summary>
    public bool IsPersonal => Columns.Any(column => column.Personal is not null);

    /// <summary>The columns that say whose a row is.</summary>
    public IEnumerable<MappedColumn> Links => Columns.Where(column => column.Link is not null);

    /// <summary>The columns of the primary key.</summary>
    public IEnumerable<MappedColumn> Key => Columns.Where(column => column.Model.IsPrimaryKey());

    internal IEntityType Entity { get; }
}

/// <summary>A column.</summary>
/// <param name="Table">The table's name.</param>
/// <param name="Model">What the model knows of it.</param>
public sealed record MappedColumn(string Table, IProperty Model)
{
    /// <summary>The column as a field with its mark.</summary>
    public MappedField Field { get; } = new(Table, Model.GetColumnName(), Model.PropertyInfo);

    /// <summary>Its name in the database.</summary>
    public string Name => Field.Name;

    /// <summary>The property that bears the mark.</summary>
    public PropertyInfo? Property => Field.Property;

    /// <summary>The mark of a personal column; null for all others.</summary>
    public PersonalAttribute? Personal => Field.Personal;

    /// <summary>What it holds that says whose the row is; null where it does not.</summary>
    public SubjectLink? Link => Property?.GetCustomAttribute<OfSubjectAttribute>()?.Link;
}

/// <summary>A column that holds when a clock runs out.</summary>
/// <param name="Table">Of which table.</param>
/// <param name="Column">Which column.</param>
/// <param name="Due">What is declared of it.</param>
public sealed record DueColumn(MappedTable Table, MappedColumn Column, DueAttribute Due)
{
    /// <summary>The columns that are emptied when only fields go: those of its clock.</summary>
    public IEnumerable<MappedColumn> Emptied => Table.Columns.Where(column => column.Personal?.Clock == Due.Clock);
}
