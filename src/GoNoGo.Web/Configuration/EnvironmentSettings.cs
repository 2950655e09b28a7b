using System.Collections;
using GoNoGo.Platform.Results;

namespace GoNoGo.Web.Configuration;

/// <summary>
/// The settings that environment variables give: <c>GoNoGo__Section__Key</c>, or <c>GoNoGo__Section__Key_FILE</c> with the path of a file
/// that holds the value. An empty variable counts as none, since compose files cannot leave one out.
/// </summary>
internal static class EnvironmentSettings
{
    private const string Prefix = "GoNoGo__";

    // ASP.NET's own switch, which clears the lists of proxies that are known.
    private const string BelieveEverybody = "ASPNETCORE_FORWARDEDHEADERS_ENABLED";

    /// <summary>The variables of this process.</summary>
    public static IReadOnlyDictionary<string, string> OfThisProcess() => Environment.GetEnvironmentVariables()
        .Cast<DictionaryEntry>()
        .ToDictionary(entry => (string)entry.Key, entry => entry.Value as string ?? string.Empty, StringComparer.Ordinal);

    /// <summary>Reads the variables.</summary>
    /// <param name="environment">Names and values.</param>
    /// <returns>Keys and values for the configuration, or why a variable cannot be taken.</returns>
    public static Result<Dictionary<string, string?>> Read(IReadOnlyDictionary<string, string> environment)
    {
        if (environment.TryGetValue(BelieveEverybody, out var believes) && believes.Equals("true", StringComparison.OrdinalIgnoreCase))
        {
            return new SettingRefused(
                $"{BelieveEverybody} would let strangers say who they are; remove it and name your proxy in GoNoGo:Proxy:Networks.");
        }

        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        var variables = environment
            .Where(variable => variable.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && variable.Value.Length > 0)
            .OrderBy(variable => variable.Key, StringComparer.OrdinalIgnoreCase); // A key before its _FILE, so that both are noticed.
        foreach (var (name, value) in variables)
        {
            var key = name.Replace("__", ":", StringComparison.Ordinal);
            if (FileOf(key) is { } setting)
            {
                if (values.ContainsKey(setting.Key))
                {
                    return new SettingRefused($"{setting.Variable} and {name} are both set; keep one of them.");
                }

                if (!ReadFile(name, value).Succeeded(out var text, out var error))
                {
                    return error;
                }

                values[setting.Key] = text;
            }
            else
            {
                Add(values, key, value);
            }
        }

        return values;
    }

    private static Setting? FileOf(string key) =>
        key.EndsWith(Setting.FileSuffix, StringComparison.OrdinalIgnoreCase)
        && SettingCatalog.Find(key[..^Setting.FileSuffix.Length]) is { MayComeFromFile: true } setting
            ? setting
            : null;

    private static Result<string> ReadFile(string variable, string path)
    {
        try
        {
            return File.ReadAllText(path).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return new SettingRefused($"{variable} names the file {path}, which cannot be read; correct the path or its permissions.");
        }
    }

    private static void Add(Dictionary<string, string?> values, string key, string value)
    {
        if (SettingCatalog.Find(key) is { IsList: true } list && key.Equals(list.Key, StringComparison.OrdinalIgnoreCase))
        {
            var elements = value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            for (var i = 0; i < elements.Length; i++)
            {
                values[$"{list.Key}:{i}"] = elements[i];
            }
        }
        else
        {
            values[key] = value;
        }
    }
}
