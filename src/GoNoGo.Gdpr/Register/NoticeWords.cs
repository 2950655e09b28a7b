using System.Globalization;
using GoNoGo.Gdpr.Retention;
using GoNoGo.Platform.Privacy;

namespace GoNoGo.Gdpr.Register;

/// <summary>The words of the privacy notice in one language: one for each mark there can be, and the sentences around them.</summary>
internal sealed class NoticeWords
{
    public static readonly IReadOnlyList<NoticeWords> All =
    [
        new("en", EnglishNotice.Sentences, EnglishNotice.Marks),
        new("de", GermanNotice.Sentences, GermanNotice.Marks),
        new("fr", FrenchNotice.Sentences, FrenchNotice.Marks),
        new("es", SpanishNotice.Sentences, SpanishNotice.Marks),
    ];

    private readonly IReadOnlyDictionary<string, string> words;

    private NoticeWords(string language, params IReadOnlyDictionary<string, string>[] words)
    {
        Language = language;
        this.words = words.SelectMany(part => part).ToDictionary(word => word.Key, word => word.Value, StringComparer.Ordinal);
    }

    public string Language { get; }

    public IEnumerable<string> Keys => words.Keys;

    public string this[string key] => words[key];

    /// <summary>The single recipients of a mark.</summary>
    public static IEnumerable<Recipients> Split(Recipients recipients) =>
        Enum.GetValues<Recipients>().Where(one => one is not Recipients.None && recipients.HasFlag(one));

    /// <summary>The words of a language, or the English ones.</summary>
    public static NoticeWords For(string language)
    {
        var primary = language.Split('-')[0];
        return All.FirstOrDefault(words => words.Language.Equals(primary, StringComparison.OrdinalIgnoreCase)) ?? All[0];
    }

    /// <summary>The word for a value of a mark.</summary>
    public string Of<TMark>(TMark mark)
        where TMark : struct, Enum => words[$"{typeof(TMark).Name}.{mark}"];

    /// <summary>A sentence with something put into it.</summary>
    public string Say(string key, string value) => words[key].Replace("{0}", value, StringComparison.Ordinal);

    /// <summary>The items of a list: <c>key.1</c>, <c>key.2</c> and on.</summary>
    public IReadOnlyList<string> List(string key) =>
    [
        .. Enumerable.Range(1, words.Count)
            .Select(number => $"{key}.{number}")
            .TakeWhile(words.ContainsKey)
            .Select(item => words[item]),
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
