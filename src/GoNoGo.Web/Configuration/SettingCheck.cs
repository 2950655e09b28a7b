using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace GoNoGo.Web.Configuration;

/// <summary>Finds the first setting that is unknown, of a wrong type or out of its range, before anything is built on it.</summary>
internal static class SettingCheck
{
    private const string Root = "GoNoGo";

    /// <summary>Looks through everything under <c>GoNoGo</c>.</summary>
    /// <param name="configuration">All sources, laid over each other.</param>
    /// <returns>What is wrong; null if nothing is.</returns>
    public static SettingRefused? FindRefusal(IConfiguration configuration)
    {
        foreach (var (key, value) in configuration.GetSection(Root).AsEnumerable().OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (value is not null && Refusal(key, value) is { } refusal)
            {
                return refusal;
            }
        }

        return SettingCatalog.Sections
            .Select(section => OutOfRange(configuration, section.Section, section.Options))
            .FirstOrDefault(refusal => refusal is not null);
    }

    private static SettingRefused? Refusal(string key, string value) => SettingCatalog.Find(key) switch
    {
        { ValueType: var type } setting when value.Length == 0 && type != typeof(string) =>
            new SettingRefused($"{setting.Key} is empty; give it a value or remove it."),
        _ when value.Length == 0 => null,
        null => new SettingRefused($"Unknown setting {key}; did you mean {SettingCatalog.Nearest(key)}? Correct or remove it."),
        var setting when !setting.Accepts(value) => new SettingRefused($"{setting.Key} is '{value}'; it must be {setting.Expected}."),
        _ => null,
    };

    private static SettingRefused? OutOfRange(IConfiguration configuration, string section, Type type)
    {
        var options = configuration.GetSection(section).Get(type) ?? Activator.CreateInstance(type)!; // A record with defaults for all.
        var results = new List<ValidationResult>();
        foreach (var setting in SettingCatalog.Settings.Where(setting => setting.Property.DeclaringType == type))
        {
            var value = setting.Property.GetValue(options);
            var context = new ValidationContext(options) { MemberName = setting.Property.Name };
            if (!Validator.TryValidateProperty(value, context, results))
            {
                return new SettingRefused(Sentence(setting, value, results[0]));
            }
        }

        Validator.TryValidateObject(options, new ValidationContext(options), results);
        return results is [var first, ..] ? new SettingRefused($"{section}:{first.MemberNames.First()} {first.ErrorMessage}.") : null;
    }

    private static string Sentence(Setting setting, object? value, ValidationResult result)
    {
        if (value is null or "")
        {
            return $"{setting.Key} is empty; give it a value or remove it.";
        }

        var rules = setting.Property.GetCustomAttributes(inherit: true).OfType<ValidationAttribute>();
        var demand = rules.First(rule => !rule.IsValid(value)) switch
        {
            RangeAttribute range => string.Create(CultureInfo.InvariantCulture, $"must lie between {range.Minimum} and {range.Maximum}"),
            RegularExpressionAttribute expression => $"must have the form {expression.Pattern}",
            _ => result.ErrorMessage,
        };
        return string.Create(CultureInfo.InvariantCulture, $"{setting.Key} is '{value}'; it {demand}.");
    }
}
