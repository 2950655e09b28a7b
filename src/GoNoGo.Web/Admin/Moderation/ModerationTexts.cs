using System.Globalization;
using GoNoGo.Comments;
using GoNoGo.Comments.Moderation;
using GoNoGo.Comments.Moderation.Rules;
using GoNoGo.Web.Admin.Frame;

namespace GoNoGo.Web.Admin.Moderation;

/// <summary>Words of the pages of moderation that code needs.</summary>
public static class ModerationTexts
{
    private const int ExcerptLength = 120;

    internal static string Status(ModerationStatus status) => status switch
    {
        ModerationStatus.Pending => "waiting",
        ModerationStatus.Approved => "approved",
        ModerationStatus.Rejected => "rejected",
        _ => "spam",
    };

    internal static string Reason(RefusalReason reason) => reason switch
    {
        RefusalReason.OffTopic => "Off topic",
        RefusalReason.Insult => "Insult",
        RefusalReason.Advertising => "Advertising",
        RefusalReason.Unlawful => "Unlawful",
        RefusalReason.PersonalData => "Tells of a third person",
        RefusalReason.Duplicate => "Duplicate",
        RefusalReason.Unreadable => "Cannot be understood",
        _ => "Spam",
    };

    internal static string Flag(string flag) => flag switch
    {
        "first_comment" => "first comment",
        "no_ticket" => "sent without the form",
        "too_fast" => "filled in too fast",
        "trap_filled" => "filled in the hidden field",
        "post_age" => "old post",
        "form" => "sent as programs do",
        "links" => "many links",
        "words" => "words of the list",
        "length" => "unusual length",
        "rate" => "many in a short time",
        "duplicate" => "said before",
        "language" => "another language",
        "domains" => "link to a known bad domain",
        _ => flag.Replace('_', ' '),
    };

    internal static string Said(Finding finding) => finding switch
    {
        Finding.Clean => "nothing",
        Finding.Flagged => "flagged",
        _ => "no answer in time",
    };

    internal static string Excerpt(string content)
    {
        var line = string.Join(' ', content.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var text = new StringInfo(line);
        return text.LengthInTextElements <= ExcerptLength ? line : text.SubstringByTextElements(0, ExcerptLength) + "…";
    }

    internal static string Waits(WaitingFor waits) => waits switch
    {
        WaitingFor.Report => "Published and reported",
        WaitingFor.Appeal => "Refused; its author appeals",
        _ => "Waits for a decision",
    };

    internal static string Standing(Reputation reputation) => (reputation.Approved, reputation.Refused) switch
    {
        (0, 0) => "nothing decided before",
        var (approved, refused) => $"{AdminWords.Number(approved)} approved, {AdminWords.Number(refused)} refused before",
    };

    internal static string Figures(QueueFigures figures) => figures.Waiting switch
    {
        0 => "Nothing waits.",
        _ => string.Join(", ", Parts(figures)) + ".",
    };

    internal static string Results(IReadOnlyCollection<QueueResult> results)
    {
        var done = results.Where(result => result.Status is not null)
            .GroupBy(result => result.WasUndone ? "taken back" : Status(result.Status!.Value)) // Filtered above.
            .Select(group => AdminWords.Count(group.Count(), $"comment {group.Key}", $"comments {group.Key}"));
        return string.Join(", ", done) is { Length: > 0 } text ? text + "." : "Nothing was decided.";
    }

    private static IEnumerable<string> Parts(QueueFigures figures)
    {
        yield return AdminWords.Count(figures.Waiting, "comment waits", "comments wait");
        if (figures.Reported > 0)
        {
            yield return $"{AdminWords.Number(figures.Reported)} reported by readers";
        }

        if (figures.Appealed > 0)
        {
            yield return $"{AdminWords.Number(figures.Appealed)} appealed";
        }

        if (figures.Flagged > 0)
        {
            yield return $"{AdminWords.Number(figures.Flagged)} flagged by a rule";
        }
    }
}
