using System.Text.Json;
using GoNoGo.Platform.Languages;

namespace GoNoGo.Comments.Moderation;

/// <summary>Reasons in words, for who wrote the comment, and as codes on the wire.</summary>
public static class ReasonWords
{
    private const string Section = "reasons";

    /// <summary>The reasons that a person may give for a rejection; spam is a decision of its own.</summary>
    public static IReadOnlyList<RefusalReason> OfRejections { get; } =
        [.. Enum.GetValues<RefusalReason>().Where(reason => reason is not RefusalReason.Spam)];

    /// <summary>A reason in words.</summary>
    /// <param name="reason">Which.</param>
    /// <param name="language">A BCP 47 tag; only its first part counts, and English stands in for what there are no words in.</param>
    /// <param name="languages">The program's languages under the texts of a blog; null for the program's alone.</param>
    /// <returns>One sentence.</returns>
    public static string In(RefusalReason reason, string language, LanguageSet? languages = null)
    {
        ArgumentNullException.ThrowIfNull(language);
        return (languages ?? LanguageSet.BuiltIn).For(language).Section(Section)[Code(reason)].Say();
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
