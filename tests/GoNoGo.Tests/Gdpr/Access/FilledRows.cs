using System.Globalization;
using System.Runtime.CompilerServices;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Privacy.Declaration;

namespace GoNoGo.Tests.Gdpr.Access;

/// <summary>Fills every personal table with one row of a person's, each value one that stands nowhere else.</summary>
internal sealed class FilledRows(DataContext data, PersonReach person, int firstNumber)
{
    private readonly int seed = firstNumber;
    private int count;

    /// <summary>What an export of the person has to hold: a value for each personal column that is theirs.</summary>
    public List<(string Column, string Value)> Expected { get; } = [];

    public void Add(MappedTable table)
    {
        var row = RuntimeHelpers.GetUninitializedObject(table.Columns[0].Property!.DeclaringType!);
        foreach (var column in table.Columns)
        {
            var value = ValueOf(column);
            column.Property!.GetSetMethod(nonPublic: true)!.Invoke(row, [value]);
            if (column is { Personal.IsAnothers: false, Link: not SubjectLink.Network } && value is not null && TextOf(value) is { } text)
            {
                Expected.Add(($"{table.Name}.{column.Name}", text));
            }
        }

        data.Add(row);
    }

    private object? ValueOf(MappedColumn column)
    {
        var number = seed + ++count;
        var type = Nullable.GetUnderlyingType(column.Model.ClrType) ?? column.Model.ClrType;
        return column.Link switch
        {
            SubjectLink.Subject => person.Subjects[0],
            SubjectLink.EmailTag => person.EmailTags[0],
            SubjectLink.Comment => person.Comments[0],
            _ when column.Name == "id" && column.Table == "comments" => person.Comments[0],
            _ when type == typeof(string) => Short(column, $"mark-{number}-{seed}"),
            _ when type == typeof(Guid) => new Guid(number, (short)seed, 7, 1, 2, 3, 4, 5, 6, 7, 8),
            _ when type == typeof(DateTimeOffset) => new DateTimeOffset(2040, 1, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(number),
            _ when type == typeof(byte[]) => BitConverter.GetBytes(number),
            _ when type == typeof(int) => number,
            _ when type == typeof(long) => (long)number,
            _ when type.IsEnum => Enum.GetValues(type).GetValue(0),
            _ => Activator.CreateInstance(type),
        };
    }

    private static string Short(MappedColumn column, string text) =>
        column.Model.GetMaxLength() is { } most && text.Length > most ? text[^most..] : text;

    // Truths and enumerations are too few to be told from those of others.
    private static string? TextOf(object value) => value switch
    {
        string text => text,
        Guid id => id.ToString("D"),
        DateTimeOffset moment => moment.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture),
        byte[] bytes => Convert.ToBase64String(bytes),
        _ => null,
    };
}
