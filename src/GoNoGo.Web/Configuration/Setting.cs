using System.Globalization;
using System.Reflection;

namespace GoNoGo.Web.Configuration;

/// <summary>One key under <c>GoNoGo</c>, as its option record declares it.</summary>
/// <param name="Key">The whole key, <c>GoNoGo:Section:Name</c>.</param>
/// <param name="Property">The property it fills.</param>
/// <param name="Default">The value of a record that nobody has touched.</param>
internal sealed record Setting(string Key, PropertyInfo Property, object? Default)
{
    /// <summary>The ending of a variable that names a file which holds the value.</summary>
    public const string FileSuffix = "_FILE";

    /// <summary>The type of the value, or of one element of a list.</summary>
    public Type ValueType => IsList ? typeof(string) : Nullable.GetUnderlyingType(Property.PropertyType) ?? Property.PropertyType;

    /// <summary>Whether the key takes several values, <c>Key:0</c>, <c>Key:1</c> and so on.</summary>
    public bool IsList => Property.PropertyType == typeof(IReadOnlyList<string>);

    /// <summary>Whether the value may come from a file, by <see cref="FileSuffix"/>.</summary>
    public bool MayComeFromFile => Property.PropertyType == typeof(string);

    /// <summary>The name of the environment variable.</summary>
    public string Variable => Key.Replace(":", "__", StringComparison.Ordinal);

    /// <summary>What a person should write, as it completes "it must be …".</summary>
    public string Expected => ValueType switch
    {
        { IsEnum: true } type => "one of " + string.Join(", ", Enum.GetNames(type).Select(name => name.ToLowerInvariant())),
        var type when type == typeof(bool) => "true or false",
        var type when type == typeof(int) => "a whole number",
        var type when type == typeof(double) => "a number, with a point before decimals",
        _ => "text",
    };

    /// <summary>Whether a text can be read as this setting's type.</summary>
    public bool Accepts(string text) => ValueType switch
    {
        { IsEnum: true } type => Enum.GetNames(type).Contains(text, StringComparer.OrdinalIgnoreCase),
        var type when type == typeof(bool) => bool.TryParse(text, out _),
        var type when type == typeof(int) => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _),
        var type when type == typeof(double) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _),
        _ => true,
    };
}
