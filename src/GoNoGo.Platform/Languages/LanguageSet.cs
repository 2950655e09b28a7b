namespace GoNoGo.Platform.Languages;

/// <summary>The languages that there are texts in: those of the program, under what a blog says otherwise. Immutable.</summary>
public sealed class LanguageSet
{
    /// <summary>The language that stands in for every other one.</summary>
    public const string Fallback = "en";

    private const string Prefix = "GoNoGo.Platform.Languages.";
    private const string Extension = ".yaml";

    private static readonly Lazy<LanguageSet> Own = new(ReadOwn);

    private readonly Dictionary<string, Language> byTag;

    private LanguageSet(IEnumerable<Language> languages)
    {
        byTag = languages.ToDictionary(language => language.Tag, StringComparer.OrdinalIgnoreCase);
        var others = byTag.Values.Where(language => language.Tag != Fallback);
        All = [byTag[Fallback], .. others.OrderBy(language => language.Tag, StringComparer.Ordinal)];
    }

    /// <summary>The program's own: one for each file beside this code.</summary>
    public static LanguageSet BuiltIn => Own.Value;

    /// <summary>The tags of the program's own, English first; none of their texts is read for it.</summary>
    public static IReadOnlyList<string> BuiltInTags { get; } =
        [.. ResourceNames().Select(TagOf).OrderBy(tag => tag != Fallback).ThenBy(tag => tag, StringComparer.Ordinal)];

    /// <summary>All of them, English first.</summary>
    public IReadOnlyList<Language> All { get; }

    /// <summary>English.</summary>
    public Language English => All[0];

    /// <summary>The language of a tag, or of the tag's first part.</summary>
    /// <param name="tag">A BCP 47 tag in any case; may be null.</param>
    /// <returns>Null where there are no texts in it.</returns>
    public Language? Find(string? tag)
    {
        if (tag is null)
        {
            return null;
        }

        return byTag.TryGetValue(tag, out var exact) ? exact : byTag.GetValueOrDefault(tag.Split('-')[0]);
    }

    /// <summary>The first of some languages that there are texts in.</summary>
    /// <param name="tags">BCP 47 tags, the most wanted first.</param>
    /// <returns>English where there is none.</returns>
    public Language For(params ReadOnlySpan<string?> tags)
    {
        foreach (var tag in tags)
        {
            if (Find(tag) is { } found)
            {
                return found;
            }
        }

        return English;
    }

    /// <summary>These languages under the texts of a blog.</summary>
    /// <param name="own">By BCP 47 tag. Of a language that there is none of, the rest is English.</param>
    /// <returns>The same set where nothing is said.</returns>
    public LanguageSet Under(IReadOnlyDictionary<string, LanguageTexts> own)
    {
        ArgumentNullException.ThrowIfNull(own);
        if (own.Count == 0)
        {
            return this;
        }

        // English first: what the others fall back to.
        var changed = new Dictionary<string, Language>(byTag, StringComparer.OrdinalIgnoreCase);
        foreach (var (tag, texts) in own.OrderBy(pair => !pair.Key.Equals(Fallback, StringComparison.OrdinalIgnoreCase)))
        {
            var under = Find(tag) ?? changed[Fallback];
            changed[tag] = Language.Of(under.Tag.Equals(tag, StringComparison.OrdinalIgnoreCase) ? under.Tag : tag, texts, under);
        }

        return new LanguageSet(changed.Values);
    }

    private static LanguageSet ReadOwn()
    {
        var texts = ResourceNames().ToDictionary(TagOf, Read, StringComparer.Ordinal);
        var english = Language.Of(Fallback, texts[Fallback], under: null);
        return new LanguageSet(
            texts.Where(pair => pair.Key != Fallback).Select(pair => Language.Of(pair.Key, pair.Value, english)).Append(english));
    }

    private static IEnumerable<string> ResourceNames() => typeof(LanguageSet).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(Extension, StringComparison.Ordinal));

    private static string TagOf(string resource) => resource[Prefix.Length..^Extension.Length];

    private static LanguageTexts Read(string resource)
    {
        using var reader = new StreamReader(typeof(LanguageSet).Assembly.GetManifestResourceStream(resource)!); // It was just named.
        return LanguageTexts.Read(reader);
    }
}
