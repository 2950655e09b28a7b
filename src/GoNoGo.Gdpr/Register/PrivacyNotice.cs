using System.Text;
using GoNoGo.Gdpr.Retention;
using GoNoGo.Platform.Languages;
using GoNoGo.Platform.Privacy.Declaration;

namespace GoNoGo.Gdpr.Register;

/// <summary>
/// The privacy notice (GDPR art. 13) in one language: what is told of the data follows from the marks, so that nothing can be stored
/// that it keeps silent about.
/// </summary>
/// <param name="Language">A BCP 47 tag.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Sections">In order.</param>
public sealed record PrivacyNotice(string Language, string Title, IReadOnlyList<NoticeSection> Sections)
{
    /// <summary>The languages that there is a notice in, as BCP 47 tags; English first.</summary>
    public static IReadOnlyList<string> Languages => LanguageSet.BuiltInTags;

    /// <summary>The notice of an installation.</summary>
    /// <param name="map">The marks.</param>
    /// <param name="periods">How long the clocks run.</param>
    /// <param name="facts">What is known of the operator.</param>
    /// <param name="language">A BCP 47 tag; English where there are no words in it.</param>
    /// <param name="languages">The program's languages under the texts of a blog; null for the program's alone.</param>
    /// <returns>The whole notice.</returns>
    public static PrivacyNotice Of(
        DataMap map, RetentionOptions periods, NoticeFacts facts, string language, LanguageSet? languages = null)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(facts);
        var words = NoticeWords.For(language, languages);
        var activities = ProcessingActivity.Of(map);
        return new PrivacyNotice(words.Language, words["title"],
        [
            Controller(words, facts),
            new(words["reading.heading"], [words["reading.text"]], []),
            .. activities.Select(activity => Activity(words, activity)),
            Clocks(words, activities, periods),
            RecipientsOf(words, facts),
            new(
                words["rights.heading"],
                [words["rights.text"], words["rights.withdraw"], words["rights.complain"]],
                words.List("rights.item")),
            new(words["required.heading"], [words["required.text"]], []),
            new(words["automated.heading"], [words["automated.text"]], []),
        ]);
    }

    /// <summary>The notice as a text.</summary>
    /// <returns>Markdown.</returns>
    public string ToMarkdown()
    {
        var text = new StringBuilder().Append("# ").Append(Title).Append('\n');
        foreach (var section in Sections)
        {
            text.Append("\n## ").Append(section.Heading).Append('\n');
            foreach (var paragraph in section.Paragraphs)
            {
                text.Append('\n').Append(paragraph).Append('\n');
            }

            text.Append(section.Items.Count == 0 ? "" : "\n");
            foreach (var item in section.Items)
            {
                text.Append("- ").Append(item).Append('\n');
            }
        }

        return text.ToString();
    }

    internal static NoticeSection Clocks(NoticeWords words, IEnumerable<ProcessingActivity> activities, RetentionOptions periods)
    {
        var clocks = activities.SelectMany(activity => activity.Clocks).Distinct().Order();
        return new(words["clocks.heading"], [words["clocks.text"]], [.. clocks.Select(clock => words.Clock(clock, periods))]);
    }

    private static NoticeSection Controller(NoticeWords words, NoticeFacts facts)
    {
        string?[] lines =
        [
            facts.ControllerName,
            .. facts.PostalAddress?.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [],
            facts.Contact,
        ];
        return facts.ControllerName is null && facts.Contact is null
            ? new(words["controller.heading"], [words["controller.missing"]], [])
            : new(words["controller.heading"], [words["controller.text"]], [.. lines.OfType<string>()]);
    }

    private static NoticeSection Activity(NoticeWords words, ProcessingActivity activity) => new(
        words.Of(activity.Purpose),
        [
            words.Say("activity.basis", string.Join("; ", activity.Bases.Select(basis => words.Of(basis)))),
            words.Say(
                "activity.recipients",
                string.Join("; ", NoticeWords.Split(activity.Recipients).Select(recipient => words.Of(recipient)))),
        ],
        [.. activity.Categories.Select(category => words.Of(category))]);

    private static NoticeSection RecipientsOf(NoticeWords words, NoticeFacts facts) => new(
        words["recipients.heading"],
        [
            words["recipients.text"],
            facts.MailServer is { } server ? words.Say("recipients.mail", server) : words["recipients.no_mail"],
            words["recipients.transfers"],
        ],
        []);
}

/// <summary>A section of a notice.</summary>
/// <param name="Heading">What it is about.</param>
/// <param name="Paragraphs">Plain text.</param>
/// <param name="Items">A list behind the paragraphs; may be empty.</param>
public sealed record NoticeSection(string Heading, IReadOnlyList<string> Paragraphs, IReadOnlyList<string> Items);
