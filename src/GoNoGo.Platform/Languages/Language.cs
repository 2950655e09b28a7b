using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;

namespace GoNoGo.Platform.Languages;

/// <summary>A language with every text of the program: its own, and the English ones where it lacks some. Immutable.</summary>
public sealed class Language
{
    /// <summary>The section of a file that says what the language is called and how it counts.</summary>
    internal const string OwnSection = "language";

    private const int UsualGroupFrom = 1000;
    private const string PluralPrefix = "plural.";

    private readonly FrozenDictionary<string, FrozenDictionary<string, Message>> sections;
    private readonly ConcurrentDictionary<Type, object> parts = new();

    private Language(string tag, string name, Manners manners, FrozenDictionary<string, FrozenDictionary<string, Message>> sections) =>
        (Tag, Name, Manners, this.sections) = (tag, name, manners, sections);

    /// <summary>A BCP 47 tag.</summary>
    public string Tag { get; }

    /// <summary>What it calls itself.</summary>
    public string Name { get; }

    /// <summary>How it writes dates.</summary>
    public CultureInfo Culture => Manners.Culture;

    /// <summary>Whether it is written from right to left.</summary>
    public bool IsRightToLeft => Culture.TextInfo.IsRightToLeft;

    internal Manners Manners { get; }

    internal IEnumerable<string> Sections => sections.Keys;

    /// <summary>A number as the language writes it.</summary>
    /// <param name="number">A whole number.</param>
    /// <returns>With marks between groups of digits where the language has them.</returns>
    public string Number(long number) => Manners.Number(number);

    /// <summary>How a language writes dates and in which direction, whether there are texts in it or not.</summary>
    /// <param name="tag">A BCP 47 tag.</param>
    /// <returns>What CLDR says of it; the neutral manners where it is no language.</returns>
    public static CultureInfo CultureOf(string tag) => Manners.CultureOf(tag);

    /// <summary>All texts of a section.</summary>
    /// <param name="section">Such as <c>mail</c>.</param>
    /// <returns>By key; empty where there is no such section.</returns>
    public IReadOnlyDictionary<string, Message> Section(string section) =>
        sections.GetValueOrDefault(section) ?? FrozenDictionary<string, Message>.Empty;

    /// <summary>The words of a part of the program in this language, made once.</summary>
    /// <typeparam name="TWords">Which part.</typeparam>
    /// <param name="make">Makes them.</param>
    /// <returns>The same each time.</returns>
    public TWords Part<TWords>(Func<Language, TWords> make)
        where TWords : class => (TWords)parts.GetOrAdd(typeof(TWords), _ => make(this));

    /// <summary>A language out of texts by section and key, over another one.</summary>
    /// <param name="tag">Its BCP 47 tag.</param>
    /// <param name="texts">What it says; what cannot be read as a message is left out.</param>
    /// <param name="under">What stands in for what it does not say; null for English itself.</param>
    internal static Language Of(string tag, LanguageTexts texts, Language? under)
    {
        var manners = MannersOf(tag, texts, under);
        var all = new Dictionary<string, FrozenDictionary<string, Message>>(StringComparer.Ordinal);
        foreach (var section in texts.Sections.Keys.Union(under?.Sections ?? []).Where(section => section != OwnSection))
        {
            var messages = (under?.Section(section) ?? FrozenDictionary<string, Message>.Empty).ToDictionary(StringComparer.Ordinal);
            foreach (var (key, text) in texts.In(section))
            {
                if (MessageParser.TryParse(text, manners, out _) is { } message)
                {
                    messages[key] = message;
                }
            }

            all[section] = messages.ToFrozenDictionary(StringComparer.Ordinal);
        }

        var name = texts.In(OwnSection).GetValueOrDefault("name") ?? (IsSame(tag, under) ? under!.Name : manners.Culture.NativeName);
        return new Language(tag, name, manners, all.ToFrozenDictionary(StringComparer.Ordinal));
    }

    /// <summary>Whether a key of the language's own section is one, with a value that can be used.</summary>
    internal static bool IsRight(string key, string value) => key switch
    {
        "name" => value.Length is > 0 and <= 100,
        "group_from" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _),
        _ when key.StartsWith(PluralPrefix, StringComparison.Ordinal) =>
            PluralRules.TryParse([(key[PluralPrefix.Length..], value)], out _) is not null,
        _ => false,
    };

    private static Manners MannersOf(string tag, LanguageTexts texts, Language? under)
    {
        var own = texts.In(OwnSection).Where(pair => IsRight(pair.Key, pair.Value)).ToDictionary();
        var inherited = IsSame(tag, under) ? under!.Manners : null;
        var rules = own.Where(pair => pair.Key.StartsWith(PluralPrefix, StringComparison.Ordinal))
            .Select(pair => (pair.Key[PluralPrefix.Length..], pair.Value))
            .ToList();
        var plurals = rules.Count == 0 && inherited is not null
            ? inherited.Plurals
            : PluralRules.TryParse(rules, out _) ?? PluralRules.None;
        var groupFrom = own.TryGetValue("group_from", out var from)
            ? int.Parse(from, CultureInfo.InvariantCulture)
            : inherited?.GroupFrom ?? UsualGroupFrom;
        return new Manners(tag, plurals, groupFrom);
    }

    /// <summary>Whether what lies under a language is the same one, maybe of another country: then it counts the same.</summary>
    private static bool IsSame(string tag, Language? under) =>
        under is not null && under.Tag.Split('-')[0].Equals(tag.Split('-')[0], StringComparison.OrdinalIgnoreCase);
}
