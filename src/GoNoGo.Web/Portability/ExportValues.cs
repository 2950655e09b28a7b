using System.Globalization;
using System.Text;
using System.Text.Json;
using GoNoGo.Web.Database.Tables;

namespace GoNoGo.Web.Portability;

/// <summary>How values stand in the lines of an export; the same bytes for the same value, whichever database it is from.</summary>
internal static class ExportValues
{
    private const string MomentForm = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";
    private const string DateForm = "yyyy-MM-dd";
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    /// <summary>Nothing of a blog is older than the network it is read over, nor later than what any zone can show.</summary>
    private static readonly DateTime Earliest = new(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime Latest = new(9999, 12, 30, 0, 0, 0, DateTimeKind.Utc);

    public static void Write(Utf8JsonWriter json, ExportedColumn column, object? value)
    {
        json.WritePropertyName(column.Model.Name);
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case byte[] opened when column.Opening is { Form: OpenedForm.Json }:
                json.WriteRawValue(opened);
                break;
            case byte[] opened when column.Opening is { Form: OpenedForm.Text }:
                json.WriteStringValue(opened);
                break;
            case byte[] bytes:
                json.WriteBase64StringValue(bytes);
                break;
            case long ticks when column.Model.IsMoment:
                json.WriteStringValue(new DateTime(ticks, DateTimeKind.Utc).ToString(MomentForm, CultureInfo.InvariantCulture));
                break;
            case long number:
                json.WriteNumberValue(number);
                break;
            case int number:
                json.WriteNumberValue(number);
                break;
            case bool truth:
                json.WriteBooleanValue(truth);
                break;
            case Guid id:
                json.WriteStringValue(id);
                break;
            case DateOnly date:
                json.WriteStringValue(date.ToString(DateForm, CultureInfo.InvariantCulture));
                break;
            default:
                json.WriteStringValue((string)value);
                break;
        }
    }

    /// <summary>The value that was written.</summary>
    /// <exception cref="FormatException">It is none of the column's.</exception>
    public static object? Read(ExportedColumn column, JsonElement element)
    {
        if (element.ValueKind is JsonValueKind.Null)
        {
            return column.Model.IsNullable ? null : throw new FormatException();
        }

        return column.Opening is { } opening ? Opened(opening, element)
            : Read(column.Model, element) is var value && IsReadable(column, value) ? value
            : throw new FormatException();
    }

    /// <summary>What stands in a column that an export does not hold and that may not be empty.</summary>
    public static object Nothing(ModelColumn column) => column.Type switch
    {
        _ when column.Type == typeof(byte[]) => Array.Empty<byte>(),
        _ when column.Type == typeof(string) => "",
        var type => Activator.CreateInstance(type)!, // Zero of a value type.
    };

    private static byte[] Opened(OpenedColumn opening, JsonElement element) =>
        !opening.Fits(element) ? throw new FormatException()
        : Encoding.UTF8.GetBytes(opening.Form is OpenedForm.Json ? element.GetRawText() : Text(element));

    // What the database takes and nobody can read afterwards: the model parses names of an enumeration and time zones move a moment.
    private static bool IsReadable(ExportedColumn column, object value) => value switch
    {
        long ticks when column.Model.IsMoment => ticks >= Earliest.Ticks && ticks < Latest.Ticks,
        DateOnly date => date >= DateOnly.FromDateTime(Earliest),
        long number => number >= 0,
        int number => number >= 0 && IsOf(column.Model.Enumeration, number),
        string text => IsOf(column.Model.Enumeration, text)
            && (column.Longest is not { } most || text.EnumerateRunes().Count() <= most),
        _ => true,
    };

    private static bool IsOf(Type? enumeration, string text) =>
        enumeration is null || Enum.GetNames(enumeration).Contains(text, StringComparer.Ordinal);

    // Of flags that are none of the enumeration the text is a number again.
    private static bool IsOf(Type? enumeration, int number) =>
        enumeration is null || !int.TryParse(Enum.ToObject(enumeration, number).ToString(), CultureInfo.InvariantCulture, out _);

    private static object Read(ModelColumn column, JsonElement element) => column.Type switch
    {
        _ when column.IsMoment => DateTime.ParseExact(Text(element), MomentForm, CultureInfo.InvariantCulture, Utc).Ticks,
        var type when type == typeof(byte[]) => Convert.FromBase64String(Text(element)),
        var type when type == typeof(Guid) => Guid.ParseExact(Text(element), "D"),
        var type when type == typeof(long) => Number(element, element.TryGetInt64(out var number), number),
        var type when type == typeof(int) => Number(element, element.TryGetInt32(out var number), number),
        var type when type == typeof(bool) => element.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? element.GetBoolean()
            : throw new FormatException(),
        var type when type == typeof(DateOnly) => DateOnly.ParseExact(Text(element), DateForm, CultureInfo.InvariantCulture),
        _ => Text(element) is var text && (column.MaxLength is not { } most || text.Length <= most) && !text.Contains('\0')
            ? text
            : throw new FormatException(),
    };

    private static object Number<T>(JsonElement element, bool isNumber, T number)
        where T : struct => isNumber ? number : throw new FormatException($"{element.ValueKind}");

    private static string Text(JsonElement element) =>
        element.ValueKind is JsonValueKind.String ? element.GetString()! : throw new FormatException(); // A string is one.
}
