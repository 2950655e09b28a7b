using System.Globalization;
using System.Text;
using GoNoGo.Gdpr.Retention;
using GoNoGo.Platform.Privacy.Declaration;

namespace GoNoGo.Gdpr.Register;

/// <summary>The register of processing activities (GDPR art. 30(1)), made from the marks.</summary>
/// <param name="Facts">Who is responsible.</param>
/// <param name="Activities">What is done for which purpose.</param>
/// <param name="Periods">How long the clocks run.</param>
public sealed record ProcessingRegister(NoticeFacts Facts, IReadOnlyList<ProcessingActivity> Activities, RetentionOptions Periods)
{
    /// <summary>The register of an installation.</summary>
    /// <param name="map">The marks.</param>
    /// <param name="periods">How long the clocks run.</param>
    /// <param name="facts">What is known of the operator.</param>
    /// <returns>The whole register.</returns>
    public static ProcessingRegister Of(DataMap map, RetentionOptions periods, NoticeFacts facts) =>
        new(facts, ProcessingActivity.Of(map), periods);

    /// <summary>The register as a text for an auditor.</summary>
    /// <param name="day">The day it was made on.</param>
    /// <returns>Markdown, in English.</returns>
    public string ToMarkdown(DateOnly day)
    {
        var words = NoticeWords.For("en");
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"""
            # Register of processing activities (GDPR art. 30)

            Made on {day:yyyy-MM-dd} from the declaration in the program.

            - Controller: {Facts.ControllerName ?? "not named; set controller in site.yaml"}
            - Contact: {Facts.Contact ?? "not named"}
            - Postal address: {Facts.PostalAddress?.ReplaceLineEndings(", ") ?? "not named"}
            - Data subjects: who comments, who signs in, who runs the blog. Readers leave nothing of themselves.
            - Transfers outside the European Union: none by the program; the hosting company and mail server are the operator's choice.

            """));
        foreach (var activity in Activities)
        {
            text.Append(Section(words, activity));
        }

        text.Append("\n## Time limits\n\n");
        foreach (var item in PrivacyNotice.Clocks(words, Activities, Periods).Items)
        {
            text.Append("- ").Append(item).Append('\n');
        }

        return text.Append("\n## Security (art. 32)\n\n")
            .AppendJoin('\n', Measures.Select(measure => $"- {measure}"))
            .Append('\n')
            .ToString();
    }

    private static string Section(NoticeWords words, ProcessingActivity activity) => string.Create(CultureInfo.InvariantCulture, $"""

        ## {words.Of(activity.Purpose)}

        - Lawful basis: {string.Join("; ", activity.Bases.Select(basis => words.Of(basis)))}
        - Categories of data: {string.Join("; ", activity.Categories.Select(category => words.Of(category)))}
        - Recipients: {string.Join("; ", NoticeWords.Split(activity.Recipients).Select(recipient => words.Of(recipient)))}
        - Time limits: {string.Join(", ", activity.Clocks)}
        - Kept in: {string.Join(", ", activity.Columns)}

        """);

    private static readonly string[] Measures =
    [
        "Addresses are stored encrypted, for as long as mail is wanted; persons and networks are found by keyed tags.",
        "Keys are kept outside the database and its backup, one for each purpose; the key of network tags is replaced and destroyed daily.",
        "Each access of staff to personal data, and each decision, is in an audit trail that shows every later change.",
        "What is due is removed by itself; erasures are repeated on a database that was restored from a backup.",
        "Logs, events and error answers hold ids and types of errors, no personal data.",
    ];
}
