using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace GoNoGo.Integrations.Email.Writing;

/// <summary>
/// The words of mails in one language, by key, with {names} for what differs. A blog puts words of its own in place of some of them in
/// its site.yaml; one that does not fit is left out and reported, and the built-in ones stand.
/// </summary>
internal sealed partial class MailWords
{
    private const string Fallback = "en";

    private static readonly FrozenDictionary<string, IReadOnlyDictionary<string, string>> Languages =
        new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.OrdinalIgnoreCase)
        {
            ["en"] = EnglishMailWords.All,
            ["de"] = GermanMailWords.All,
        }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private readonly IReadOnlyDictionary<string, string> words;

    private MailWords(string language, IReadOnlyDictionary<string, string> words) => (Language, this.words) = (language, words);

    /// <summary>The languages that there are words in.</summary>
    public static IEnumerable<string> Known => Languages.Keys;

    /// <summary>The language of these words, which is not always the one that was asked for.</summary>
    public string Language { get; }

    private CultureInfo Culture => CultureOf(Language);

    /// <summary>The words of a language, or English where there are none in it, under those of the blog.</summary>
    /// <param name="language">A BCP 47 tag; only its first part counts.</param>
    /// <param name="own">The blog's, by language and key.</param>
    public static MailWords In(string language, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> own)
    {
        var primary = language.Split('-')[0].ToLowerInvariant();
        var chosen = Languages.ContainsKey(primary) ? primary : Fallback;
        var all = new Dictionary<string, string>(Languages[chosen], StringComparer.Ordinal);
        var replaced = own.Where(pair => pair.Key.Equals(chosen, StringComparison.OrdinalIgnoreCase)).SelectMany(pair => pair.Value);
        foreach (var (key, text) in replaced)
        {
            if (Problem(chosen, key, text) is null)
            {
                all[key] = text;
            }
        }

        return new MailWords(chosen, all);
    }

    /// <summary>What of a blog's own words cannot be used, a sentence each.</summary>
    public static IEnumerable<string> Problems(IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> own) =>
        from language in own
        from word in language.Value
        let problem = Problem(language.Key, word.Key, word.Value)
        where problem is not null
        select problem;

    public static CultureInfo CultureOf(string language)
    {
        try
        {
            return CultureInfo.GetCultureInfo(language);
        }
        catch (CultureNotFoundException)
        {
            return CultureInfo.InvariantCulture;
        }
    }

    /// <summary>The words of a key, with values in their places.</summary>
    public string Say(string key, params ReadOnlySpan<(string Name, string Value)> values)
    {
        // In one pass: a value with braces in it is not looked into again.
        var chosen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in values)
        {
            chosen[name] = value;
        }

        return Place().Replace(words[key], match => chosen.GetValueOrDefault(match.Groups["name"].Value, match.Value));
    }

    public string Number(int value) => value.ToString("N0", Culture);

    /// <summary>As the language writes it (CLDR's long form), without the day of the week.</summary>
    public string Day(DateOnly day) =>
        day.ToString(Culture.DateTimeFormat.LongDatePattern.Replace("dddd", "", StringComparison.Ordinal).Trim(' ', ','), Culture);

    private static string? Problem(string language, string key, string text)
    {
        var at = $"mail: {language}: {key} in site.yaml";
        if (!Languages.TryGetValue(language, out var known))
        {
            return $"{at} is in a language that there are no mails in ({string.Join(", ", Languages.Keys.Order(StringComparer.Ordinal))}); "
                + "remove it.";
        }

        if (!known.TryGetValue(key, out var original))
        {
            return $"{at} is no text of a mail; correct the key or remove it.";
        }

        var allowed = Place().Matches(original).Select(match => match.Value).ToHashSet(StringComparer.Ordinal);
        var used = Place().Matches(text).Select(match => match.Value).ToHashSet(StringComparer.Ordinal);
        var rest = Place().Replace(text, "");
        if (used.Except(allowed).FirstOrDefault() is { } wrong)
        {
            var places = allowed.Count == 0 ? "no value in braces" : string.Join(", ", allowed.Order(StringComparer.Ordinal));
            return $"{at} uses {wrong}, which there is not; it knows {places}. The built-in words are used.";
        }

        return rest.Contains('{', StringComparison.Ordinal) || rest.Contains('}', StringComparison.Ordinal) || text.Length is 0 or > 2000
            ? $"{at} does not render: it is empty, too long or has a brace without its other half. The built-in words are used."
            : null;
    }

    [GeneratedRegex(@"\{(?<name>[a-z_]+)\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Place();
}
