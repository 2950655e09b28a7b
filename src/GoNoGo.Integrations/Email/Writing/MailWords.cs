using GoNoGo.Blog.Site;
using GoNoGo.Platform.Languages;

namespace GoNoGo.Integrations.Email.Writing;

/// <summary>
/// The words of mails in one language, by key, with {names} for what differs. A blog puts words of its own in place of some of them, in its
/// files of languages or under <c>mail</c> in its site.yaml; one that does not fit is left out and reported, and the built-in ones stand.
/// </summary>
internal sealed class MailWords
{
    public const string Section = "mail";

    private readonly Language language;
    private readonly IReadOnlyDictionary<string, string> own;

    private MailWords(Language language, IReadOnlyDictionary<string, string> own) => (this.language, this.own) = (language, own);

    /// <summary>The language of these words, which is not always the one that was asked for.</summary>
    public string Language => language.Tag;

    /// <summary>The words of a language, or English where there are none in it, under those of the blog.</summary>
    /// <param name="language">A BCP 47 tag.</param>
    /// <param name="site">The blog's own settings.</param>
    public static MailWords In(string language, SiteSettings site)
    {
        var chosen = site.Languages.For(language);
        var replaced = site.MailWords.Where(pair => pair.Key.Equals(chosen.Tag, StringComparison.OrdinalIgnoreCase))
            .SelectMany(pair => pair.Value)
            .Where(word => Problem(chosen.Tag, word.Key, word.Value) is null);
        return new MailWords(chosen, replaced.ToDictionary(StringComparer.Ordinal));
    }

    /// <summary>What of a blog's own words cannot be used, a sentence each.</summary>
    public static IEnumerable<string> Problems(IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> own) =>
        from language in own
        from word in language.Value
        let problem = Problem(language.Key, word.Key, word.Value)
        where problem is not null
        select problem;

    /// <summary>The words of a key, with values in their places.</summary>
    public string Say(string key, params ReadOnlySpan<MessageValue> values) =>
        own.TryGetValue(key, out var text) && Message.TryParse(text, language) is { } message
            ? message.Say(values)
            : language.Section(Section)[key].Say(values);

    public string Number(int value) => language.Number(value);

    /// <summary>As the language writes it (CLDR's long form), without the day of the week.</summary>
    public string Day(DateOnly day)
    {
        var pattern = language.Culture.DateTimeFormat.LongDatePattern.Replace("dddd", "", StringComparison.Ordinal);
        return day.ToString(pattern.Trim(' ', ','), language.Culture);
    }

    private static string? Problem(string language, string key, string text)
    {
        var at = $"mail: {language}: {key} in site.yaml";
        if (LanguageSet.BuiltIn.Find(language) is not { } known || !known.Tag.Equals(language, StringComparison.OrdinalIgnoreCase))
        {
            var all = string.Join(", ", LanguageSet.BuiltIn.All.Select(one => one.Tag).Order(StringComparer.Ordinal));
            return $"{at} is in a language that there are no mails in ({all}); remove it.";
        }

        if (!LanguageKeys.Knows(Section, key))
        {
            return $"{at} is no text of a mail; correct the key or remove it.";
        }

        return new LanguageKeys(known).Problem(Section, key, text) switch
        {
            null => null,
            var problem when problem.StartsWith("It uses", StringComparison.Ordinal) => $"{at} {problem[3..]} The built-in words are used.",
            _ => $"{at} does not render: it is empty, too long or has a brace without its other half. The built-in words are used.",
        };
    }
}
