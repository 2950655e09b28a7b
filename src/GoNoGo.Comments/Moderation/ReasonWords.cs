using System.Collections.Frozen;
using System.Text.Json;

namespace GoNoGo.Comments.Moderation;

/// <summary>Reasons in words, for who wrote the comment, and as codes on the wire.</summary>
public static class ReasonWords
{
    private const string Fallback = "en";

    private static readonly FrozenDictionary<string, FrozenDictionary<RefusalReason, string>> Languages =
        new Dictionary<string, FrozenDictionary<RefusalReason, string>>
        {
            ["en"] = new Dictionary<RefusalReason, string>
            {
                [RefusalReason.OffTopic] = "It is not about this post.",
                [RefusalReason.Insult] = "It attacks or demeans somebody.",
                [RefusalReason.Advertising] = "It advertises something.",
                [RefusalReason.Unlawful] = "It may be against the law.",
                [RefusalReason.PersonalData] = "It tells something about another person that is not for everybody.",
                [RefusalReason.Duplicate] = "The same comment was sent before.",
                [RefusalReason.Unreadable] = "We could not understand it.",
                [RefusalReason.Spam] = "It was taken for spam.",
            }.ToFrozenDictionary(),
            ["de"] = new Dictionary<RefusalReason, string>
            {
                [RefusalReason.OffTopic] = "Er gehört nicht zu diesem Beitrag.",
                [RefusalReason.Insult] = "Er greift jemanden an oder setzt jemanden herab.",
                [RefusalReason.Advertising] = "Er wirbt für etwas.",
                [RefusalReason.Unlawful] = "Er verstößt womöglich gegen das Gesetz.",
                [RefusalReason.PersonalData] = "Er erzählt etwas über eine andere Person, das nicht für alle bestimmt ist.",
                [RefusalReason.Duplicate] = "Derselbe Kommentar wurde schon einmal geschickt.",
                [RefusalReason.Unreadable] = "Wir konnten ihn nicht verstehen.",
                [RefusalReason.Spam] = "Er wurde für Spam gehalten.",
            }.ToFrozenDictionary(),
        }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The reasons that a person may give for a rejection; spam is a decision of its own.</summary>
    public static IReadOnlyList<RefusalReason> OfRejections { get; } =
        [.. Enum.GetValues<RefusalReason>().Where(reason => reason is not RefusalReason.Spam)];

    /// <summary>A reason in words.</summary>
    /// <param name="reason">Which.</param>
    /// <param name="language">A BCP 47 tag; only its first part counts, and English stands in for what there are no words in.</param>
    /// <returns>One sentence.</returns>
    public static string In(RefusalReason reason, string language)
    {
        ArgumentNullException.ThrowIfNull(language);
        return Languages.GetValueOrDefault(language.Split('-')[0], Languages[Fallback])[reason];
    }

    /// <summary>A reason on the wire.</summary>
    /// <param name="reason">Which.</param>
    /// <returns>Such as <c>off_topic</c>.</returns>
    public static string Code(RefusalReason reason) => JsonNamingPolicy.SnakeCaseLower.ConvertName(reason.ToString());

    /// <summary>The reason of a code.</summary>
    /// <param name="code">Such as <c>off_topic</c>.</param>
    /// <returns>Null where there is none of that code.</returns>
    public static RefusalReason? Find(string? code)
    {
        foreach (var reason in Enum.GetValues<RefusalReason>())
        {
            if (Code(reason) == code)
            {
                return reason;
            }
        }

        return null;
    }
}
