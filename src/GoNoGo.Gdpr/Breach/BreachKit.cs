using System.Globalization;
using System.Text;
using GoNoGo.Gdpr.Register;
using GoNoGo.Gdpr.Subjects;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy.Declaration;
using GoNoGo.Platform.Results;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Gdpr.Breach;

/// <summary>
/// What an operator needs within the first hour of a personal data breach: how many people, which data, who gets to see them, a draft of
/// the notice to the authority, and until when it has to be there (GDPR art. 33, 34).
/// </summary>
/// <param name="data">Whose data are held.</param>
/// <param name="map">Which data there are.</param>
/// <param name="unitOfWork">Enters that the clock was started.</param>
public sealed class BreachKit(DataContext data, DataMap map, UnitOfWork unitOfWork)
{
    /// <summary>How long after becoming aware of it the authority must know (art. 33(1)).</summary>
    public static readonly TimeSpan Period = TimeSpan.FromHours(72);

    /// <summary>Counts, enters the breach in the <see cref="BreachRegister"/>, starts the clock and drafts the notice. Audited.</summary>
    /// <param name="from">When the breach began, UTC.</param>
    /// <param name="to">When it ended, UTC.</param>
    /// <param name="facts">Who is responsible.</param>
    /// <param name="cancellationToken">Ends the work before it is durable.</param>
    /// <returns>The report; or <see cref="BreachWindowInvalid"/>.</returns>
    public Task<Result<BreachReport>> ReportAsync(
        DateTimeOffset from, DateTimeOffset to, NoticeFacts facts, CancellationToken cancellationToken) =>
        unitOfWork.RunAsync<BreachReport>(
            async (transaction, ended) =>
            {
                if (to < from || from > transaction.StartedAt)
                {
                    return new BreachWindowInvalid();
                }

                // Whoever was there before its end may be concerned; who came within it is told apart, since they are a sure case.
                var held = await data.Set<Subject>().CountAsync(subject => subject.CreatedAt <= to, ended);
                var came = await data.Set<Subject>().CountAsync(subject => subject.CreatedAt >= from && subject.CreatedAt <= to, ended);
                var reads = await AccessReport.CountAsync(transaction, from, to, ended);
                data.Add(new BreachRecord
                {
                    Id = transaction.Id,
                    BeganAt = from.ToUniversalTime(),
                    EndedAt = to.ToUniversalTime(),
                    AwareAt = transaction.StartedAt,
                    Subjects = held,
                });
                transaction.Audit(new AuditAct(
                    AuditActor.Operator, "breach.clock_started", "breach", transaction.Id.ToString("D", CultureInfo.InvariantCulture)));
                return new BreachReport(
                    transaction.Id,
                    from,
                    to,
                    transaction.StartedAt,
                    transaction.StartedAt + Period,
                    held,
                    came,
                    reads,
                    ProcessingActivity.Of(map),
                    facts);
            },
            cancellationToken);
}

/// <summary>What is known of a breach.</summary>
/// <param name="Id">Of it in the register, and of its entry in the audit trail.</param>
/// <param name="From">When it began, UTC.</param>
/// <param name="To">When it ended, UTC.</param>
/// <param name="AwareAt">Since when the clock runs, UTC.</param>
/// <param name="DueAt">Until when the authority must know, UTC.</param>
/// <param name="Subjects">How many people there were data of.</param>
/// <param name="NewSubjects">How many of them came within that time.</param>
/// <param name="Accesses">How often staff looked at personal data within that time, by the audit trail.</param>
/// <param name="Activities">Which data, for whom.</param>
/// <param name="Facts">Who is responsible.</param>
public sealed record BreachReport(
    Guid Id,
    DateTimeOffset From,
    DateTimeOffset To,
    DateTimeOffset AwareAt,
    DateTimeOffset DueAt,
    int Subjects,
    int NewSubjects,
    int Accesses,
    IReadOnlyList<ProcessingActivity> Activities,
    NoticeFacts Facts)
{
    /// <summary>The report with the draft of the notice.</summary>
    /// <returns>Markdown, in English; what nobody but the operator can know is left open and said to be.</returns>
    public string ToMarkdown()
    {
        var words = NoticeWords.For("en");
        var categories = Activities.SelectMany(activity => activity.Categories).Distinct().Order().Select(category => words.Of(category));
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"""
            # Personal data breach {Id}

            **The authority must know by {DueAt.UtcDateTime:yyyy-MM-dd HH:mm}Z**, 72 hours after {AwareAt.UtcDateTime:yyyy-MM-dd HH:mm}Z.

            - People whose data were held: {Subjects}, of whom {NewSubjects} came within that time
            - Looks at personal data by staff within that time: {Accesses} (gonogo audit export tells which)

            ## Draft of the notice (GDPR art. 33(3))

            Controller: {Facts.ControllerName ?? "[name]"}, {Facts.Contact ?? "[contact]"}

            (a) Nature: [what happened]. From {From.UtcDateTime:yyyy-MM-dd HH:mm}Z to {To.UtcDateTime:yyyy-MM-dd HH:mm}Z.
                About {Subjects} people who wrote comments. Kinds of data: {string.Join("; ", categories)}.
            (b) Contact point: {Facts.Contact ?? "[contact]"}
            (c) Likely consequences: [for example, that a name can be linked to a text that its author took back].
                Addresses are stored encrypted, each under a key of its own that lies elsewhere; without keys no tag can be turned back.
                [Say whether the keys were within reach too: then both no longer holds, and that is a breach by itself.]
            (d) Measures: [what was done and will be]

            ## Recipients to be told


            """));
        foreach (var activity in Activities)
        {
            var recipients = NoticeWords.Split(activity.Recipients).Select(recipient => words.Of(recipient));
            text.Append("- ").Append(words.Of(activity.Purpose)).Append(": ").AppendJoin("; ", recipients).Append('\n');
        }

        return text.Append("""

            ## Whether people must be told (art. 34)

            They must where the risk to them is high. Those who confirmed an address can be mailed; the others only by a notice on the blog.

            ## What has to be written down in any case (art. 33(5))

            Facts, effects and remedy, also where nobody is told: gonogo privacy breaches document ID --facts … --effects … --remedy …

            """).ToString();
    }
}

/// <summary>A breach lies in the past and ends after it began.</summary>
public sealed record BreachWindowInvalid()
    : InvalidField("from", "breach_window_invalid", "Give a beginning that lies in the past and an end behind it.");
