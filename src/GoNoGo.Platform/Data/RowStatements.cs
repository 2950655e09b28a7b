using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace GoNoGo.Platform.Data;

/// <summary>
/// How rows are inserted that their unit neither reads again nor changes: by a statement that is made from the model once for each kind.
/// Having the context track and save such a row takes several times as long, while others wait for their turn to write.
/// </summary>
internal static class RowStatements
{
    private static readonly ConcurrentDictionary<IEntityType, Column[]> Columns = [];

    /// <summary>The statement that inserts a row.</summary>
    /// <param name="data">The context whose model knows the row's type.</param>
    /// <param name="row">The entity, complete: nothing of it is made by the database.</param>
    public static RecordStatement Of(DataContext data, object row)
    {
        var type = data.Model.FindEntityType(row.GetType())
            ?? throw new ArgumentException($"{row.GetType().Name} is no entity of the model.", nameof(row));
        var columns = Columns.GetOrAdd(type, ColumnsOf);
        var values = new List<object>(columns.Length);
        var places = new List<string>(columns.Length);
        foreach (var column in columns)
        {
            var value = column.ValueOf(row);
            if (value is not null)
            {
                values.Add(value);
            }

            // Written out, as a parameter without a value has no type.
            places.Add(value is null ? "NULL" : string.Create(CultureInfo.InvariantCulture, $"${values.Count}"));
        }

        var names = string.Join(", ", columns.Select(column => column.Name));
        return new RecordStatement($"INSERT INTO {type.GetTableName()} ({names}) VALUES ({string.Join(", ", places)})", values);
    }

    private static Column[] ColumnsOf(IEntityType type) =>
        type.GetProperties().Any(property => property.ValueGenerated != ValueGenerated.Never)
        || type.GetComplexProperties().Any()
        || type.GetNavigations().Any(navigation => navigation.TargetEntityType.IsOwned())
        || type.FindDiscriminatorProperty() is not null
        ? throw new InvalidOperationException($"{type.DisplayName()} is more than its own columns, so that the context has to save it.")
        : [.. type.GetProperties().Select(property => new Column(
            property.GetColumnName(), property.GetGetter(), property.GetTypeMapping().Converter))];

    private sealed record Column(string Name, IClrPropertyGetter Getter, ValueConverter? Converter)
    {
        public object? ValueOf(object row)
        {
            var value = Getter.GetClrValue(row);
            return value is null || Converter is null ? value : Converter.ConvertToProvider(value);
        }
    }
}
