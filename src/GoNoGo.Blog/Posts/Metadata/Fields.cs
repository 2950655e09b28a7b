using GoNoGo.Blog.Content;

namespace GoNoGo.Blog.Posts.Metadata;

/// <summary>
/// Typed access to a map. Names are compared without case, <c>_</c> and <c>-</c>, so that <c>redirect_from</c> and
/// <c>redirectFrom</c> are one. What has the wrong type is noted as a problem and read as absent.
/// </summary>
internal sealed class Fields
{
    private readonly Dictionary<string, MetadataEntry> entries = new(StringComparer.Ordinal);
    private readonly string path;
    private readonly ICollection<ContentProblem> problems;

    /// <param name="map">What is read.</param>
    /// <param name="containers">Keys whose maps are read as if they stood at the top, where the top does not have a key.</param>
    /// <param name="path">The file.</param>
    /// <param name="problems">Where problems are added.</param>
    public Fields(MetadataMap map, IReadOnlyList<string> containers, string path, ICollection<ContentProblem> problems)
    {
        (this.path, this.problems) = (path, problems);
        Add(map);
        foreach (var container in containers)
        {
            if (entries.GetValueOrDefault(container)?.Value is MetadataMap inner)
            {
                Add(inner);
            }
        }
    }

    public static string Normalize(string key) =>
        string.Concat(key.Where(c => c is not ('_' or '-' or ' ')).Select(char.ToLowerInvariant));

    /// <summary>The first of these keys that is there and not null.</summary>
    public MetadataEntry? Find(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (entries.TryGetValue(name, out var entry) && entry.Value is not MetadataScalar { IsNull: true })
            {
                return entry;
            }
        }

        return null;
    }

    public string? Text(ContentProblemSeverity severity, params ReadOnlySpan<string> names)
    {
        switch (Find(names))
        {
            case null:
                return null;
            case { Value: MetadataScalar { Text: var text } }:
                return text.Trim() is { Length: > 0 } trimmed ? trimmed : null;
            case var entry:
                Wrong(entry, "a text", severity);
                return null;
        }
    }

    public bool? Flag(ContentProblemSeverity severity, params ReadOnlySpan<string> names)
    {
        var entry = Find(names);
        if (entry is null)
        {
            return null;
        }
        else if (AsFlag(entry.Value) is { } flag)
        {
            return flag;
        }

        Wrong(entry, "true or false", severity);
        return null;
    }

    public DateTimeOffset? Date(TimeZoneInfo zone, ContentProblemSeverity severity, params ReadOnlySpan<string> names)
    {
        var entry = Find(names);
        if (entry is null or { Value: MetadataScalar { Text: "" } })
        {
            return null;
        }
        else if (entry.Value is MetadataScalar { Text: var text } && DateText.TryParse(text, zone, out var date))
        {
            return date;
        }

        Wrong(entry, "a date such as 2026-01-31 or 2026-01-31T18:30:00+01:00", severity);
        return null;
    }

    /// <summary>The texts of a list, of maps by their <c>name</c> or <c>label</c>, or of a string that is cut.</summary>
    public IReadOnlyList<string> List(Func<string, IEnumerable<string>> split, params ReadOnlySpan<string> names) =>
        Find(names) is { } entry ? [.. Items(entry, split).Select(item => item.Trim()).Where(item => item.Length > 0)] : [];

    public void Wrong(MetadataEntry entry, string expected, ContentProblemSeverity severity) =>
        problems.Add(new ContentProblem(path, entry.Line, severity, "wrong_type", $"The key '{entry.Key}' must be {expected}."));

    public static bool? AsFlag(MetadataNode? node) => (node as MetadataScalar)?.Text.ToUpperInvariant() switch
    {
        "TRUE" or "YES" or "ON" => true,
        "FALSE" or "NO" or "OFF" => false,
        _ => null,
    };

    private IEnumerable<string> Items(MetadataEntry entry, Func<string, IEnumerable<string>> split)
    {
        if (entry.Value is MetadataScalar { Text: var text } scalar)
        {
            return AsFlag(scalar) is null || scalar.IsText ? split(text) : [];
        }

        var items = entry.Value is MetadataList list ? list.Items : [entry.Value];
        var names = items.Select(NameOf).ToList();
        if (names.Contains(null))
        {
            Wrong(entry, "a list of texts", ContentProblemSeverity.Warning);
        }

        return names.OfType<string>();
    }

    private static string? NameOf(MetadataNode item) => item switch
    {
        MetadataScalar { IsNull: true } => "",
        MetadataScalar { Text: var text } => text,
        MetadataMap map => map.Entries.FirstOrDefault(entry => Normalize(entry.Key) is "name" or "label") is { } name
            ? NameOf(name.Value)
            : null,
        _ => null,
    };

    private void Add(MetadataMap map)
    {
        foreach (var entry in map.Entries)
        {
            entries.TryAdd(Normalize(entry.Key), entry);
        }
    }
}
