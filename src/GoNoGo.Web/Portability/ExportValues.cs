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

        return column.Opening?.Form switch
        {
            OpenedForm.Json => Encoding.UTF8.GetBytes(element.GetRawText()),
            OpenedForm.Text => Encoding.UTF8.GetBytes(Text(element)),
            _ => Read(column.Model, element),
        };
    }

    /// <summary>What stands in a column that an export does not hold and that may not be empty.</summary>
    public static object Nothing(ModelColumn column) => column.Type switch
    {
        _ when column.Type == typeof(byte[]) => Array.Empty<byte>(),
        _ when column.Type == typeof(string) => "",
        var type => Activator.CreateInstance(type)!, // Zero of a value type.
    };

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
