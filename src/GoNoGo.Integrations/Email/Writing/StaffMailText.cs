using GoNoGo.Blog.Content;
using GoNoGo.Comments;

namespace GoNoGo.Integrations.Email.Writing;

/// <summary>What mails to those who run the blog say.</summary>
internal static class StaffMailText
{
    private const int MostItems = 20;

    /// <summary>What comments say stays here: nobody has looked at them yet.</summary>
    public static MailContent Waiting(MailFrame frame, QueueFigures queue, IReadOnlyList<(string Title, int Count)> posts)
    {
        var words = frame.Words;
        var items = posts.Take(MostItems)
            .Select(post => words.Say("moderation.item", ("title", post.Title), ("count", words.Number(post.Count))));
        (string Key, int Count)[] kinds = [("flagged", queue.Flagged), ("reported", queue.Reported), ("appealed", queue.Appealed)];
        return frame.Content(
            words.Say("moderation.subject", ("count", words.Number(queue.Waiting))),
            words.Say("moderation.heading"),
            [
                new MailBlock.Paragraph(words.Say("moderation.text")),
                new MailBlock.Listing([.. items]),
                .. kinds.Where(kind => kind.Count > 0).Select(kind =>
                    new MailBlock.Paragraph(words.Say($"moderation.{kind.Key}", ("count", words.Number(kind.Count))))),
                new MailBlock.Paragraph(words.Say("moderation.how")),
            ]);
    }

    public static MailContent ContentUpdated(MailFrame frame, ContentFigures figures) => frame.Content(
        frame.Words.Say("content_updated.subject", ("site", frame.Site.Title)),
        frame.Words.Say("content_updated.heading"),
        [
            new MailBlock.Paragraph(frame.Words.Say("content_updated.text")),
            new MailBlock.Facts(
            [
                (frame.Words.Say("content_updated.commit"), figures.Commit[..Math.Min(10, figures.Commit.Length)]),
                .. NoteRows(frame.Words, figures.Note),
                (frame.Words.Say("content_updated.posts"), frame.Words.Number(figures.Posts)),
                (frame.Words.Say("content_updated.refused"), frame.Words.Number(figures.Refused)),
            ]),
            new MailBlock.Action(frame.Words.Say("content_updated.open"), frame.Links.Absolute("/")),
        ]);

    private static IEnumerable<(string Name, string Value)> NoteRows(MailWords words, CommitNote? note) => note is null
        ? []
        : new[]
        {
            (Name: words.Say("content_updated.message"), Value: note.Message),
            (Name: words.Say("content_updated.author"), Value: note.Author),
        }.Where(row => row.Value.Length > 0);

    public static MailContent Problems(MailFrame frame, IReadOnlyList<string> content, int deadLetters) => frame.Content(
        frame.Words.Say("problems.subject", ("site", frame.Site.Title)),
        frame.Words.Say("problems.heading"),
        [.. ProblemBlocks(frame.Words, content, deadLetters)]);

    public static MailContent WeeklyDigest(MailFrame frame, WeekFigures week)
    {
        var words = frame.Words;
        (string Key, int Value)[] figures =
        [
            ("comments", week.Comments.Sent),
            ("approved", week.Comments.Approved),
            ("refused", week.Comments.Refused),
            ("waiting", week.Comments.Waiting),
            ("delivered", week.Delivered),
            ("failed", week.Failed),
            ("dead", week.DeadLetters),
            ("problems", week.Problems),
        ];
        return frame.Content(
            words.Say("weekly_digest.subject", ("site", frame.Site.Title)),
            words.Say("weekly_digest.heading", ("site", frame.Site.Title)),
            [
                new MailBlock.Facts([.. figures.Select(figure => (words.Say($"weekly_digest.{figure.Key}"), words.Number(figure.Value)))]),
                .. Checkpoint(words, week.Checkpoint),
            ]);
    }

    private static IEnumerable<MailBlock> ProblemBlocks(MailWords words, IReadOnlyList<string> content, int deadLetters)
    {
        if (content.Count == 0 && deadLetters == 0)
        {
            yield return new MailBlock.Paragraph(words.Say("problems.solved"));
        }

        if (content.Count > 0)
        {
            yield return new MailBlock.Paragraph(words.Say("problems.content"));
            yield return new MailBlock.Listing([.. content.Take(MostItems)]);
        }

        if (content.Count > MostItems)
        {
            yield return new MailBlock.Paragraph(words.Say("problems.more", ("count", words.Number(content.Count - MostItems))));
        }

        if (deadLetters > 0)
        {
            yield return new MailBlock.Paragraph(words.Say("problems.dead", ("count", words.Number(deadLetters))));
        }
    }

    private static IEnumerable<MailBlock> Checkpoint(MailWords words, string? note)
    {
        if (note is null)
        {
            yield return new MailBlock.Paragraph(words.Say("weekly_digest.no_checkpoint"));
        }
        else
        {
            yield return new MailBlock.Paragraph(words.Say("weekly_digest.checkpoint"));
            yield return new MailBlock.Verbatim(note);
        }
    }
}

/// <summary>The content at a commit.</summary>
internal sealed record ContentFigures(string Commit, CommitNote? Note, int Posts, int Refused);
