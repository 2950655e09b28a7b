using System.Globalization;
using GoNoGo.Gdpr.Retention;
using GoNoGo.Platform.Languages;
using GoNoGo.Platform.Privacy;

namespace GoNoGo.Gdpr.Register;

/// <summary>The words of the privacy notice in one language: one for each mark there can be, and the sentences around them.</summary>
internal sealed class NoticeWords
{
    private const string Section = "notice";

    private readonly IReadOnlyDictionary<string, Message> words;

    private NoticeWords(Language language) => (Language, words) = (language.Tag, language.Section(Section));

    public string Language { get; }

    public IEnumerable<string> Keys => words.Keys;

    public string this[string key] => words[key].Say();

    /// <summary>The single recipients of a mark.</summary>
    public static IEnumerable<Recipients> Split(Recipients recipients) =>
        Enum.GetValues<Recipients>().Where(one => one is not Recipients.None && recipients.HasFlag(one));

    /// <summary>The words of a language, or the English ones.</summary>
    /// <param name="language">A BCP 47 tag.</param>
    /// <param name="languages">The program's languages under the texts of a blog; null for the program's alone.</param>
    public static NoticeWords For(string language, LanguageSet? languages = null) =>
        (languages ?? LanguageSet.BuiltIn).For(language).Part(found => new NoticeWords(found));

    /// <summary>The word for a value of a mark.</summary>
    public string Of<TMark>(TMark mark)
        where TMark : struct, Enum => this[$"{typeof(TMark).Name}.{mark}"];

    /// <summary>A sentence with something put into it.</summary>
    public string Say(string key, string value) => words[key].Say(("value", value));

    /// <summary>The items of a list: <c>key.1</c>, <c>key.2</c> and on.</summary>
    public IReadOnlyList<string> List(string key) =>
    [
        .. Enumerable.Range(1, words.Count)
            .Select(number => $"{key}.{number}")
            .TakeWhile(words.ContainsKey)
            .Select(item => this[item]),
    ];

    /// <summary>How long a clock runs, in a sentence.</summary>
    public string Clock(RetentionClock clock, RetentionOptions periods)
    {
        var days = clock switch
        {
            RetentionClock.Comment => periods.CommentDays,
            RetentionClock.NetworkTag => periods.NetworkTagDays,
            RetentionClock.ConsentProof => periods.ConsentProofDays,
            _ => 0,
        };
        return Say($"{nameof(RetentionClock)}.{clock}", days.ToString(CultureInfo.InvariantCulture));
    }
}
