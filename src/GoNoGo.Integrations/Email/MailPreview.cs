using GoNoGo.Accounts.Mailboxes;
using GoNoGo.Blog.Content;
using GoNoGo.Blog.Posts;
using GoNoGo.Blog.Site;
using GoNoGo.Comments;
using GoNoGo.Comments.Moderation;
using GoNoGo.Gdpr.Rights;
using GoNoGo.Integrations.Email.Ledger;
using GoNoGo.Integrations.Email.Sending;
using GoNoGo.Integrations.Email.Writing;
using GoNoGo.Platform.Privacy;
using Microsoft.Extensions.Options;

namespace GoNoGo.Integrations.Email;

/// <summary>Shows what mails look like, with what might stand in them, in the words of the blog.</summary>
public sealed class MailPreview
{
    private static readonly Guid SampleId = new("019a9d3e-7c00-7000-8000-000000000001");
    private const string SampleToken = "AAAAAAAAAAAAAAAAAAAAAA";

    private readonly MailRenderer renderer;
    private readonly MailLinks links;
    private readonly IOptions<MailOptions> options;
    private readonly TimeProvider clock;

    internal MailPreview(MailRenderer renderer, MailLinks links, IOptions<MailOptions> options, TimeProvider clock)
    {
        this.renderer = renderer;
        this.links = links;
        this.options = options;
        this.clock = clock;
    }

    /// <summary>A mail of a kind.</summary>
    /// <param name="kind">One of <see cref="MailKinds"/>, by name.</param>
    /// <param name="language">A BCP 47 tag; English where there are no words in it.</param>
    /// <param name="site">The blog's own settings.</param>
    /// <returns>All of its parts.</returns>
    public async Task<PreviewedMail> ShowAsync(string kind, string language, SiteSettings site)
    {
        var known = MailKinds.Find(kind);
        var token = known.CanBeLeft ? SampleToken : null;
        var frame = new MailFrame(MailWords.In(language, site), site, links, known, token);
        var written = await renderer.RenderAsync(ContentOf(frame), token);
        var mail = new Mail
        {
            Id = SampleId,
            Kind = kind,
            RecipientId = SampleId,
            ResourceId = SampleId.ToString("D"),
            QueuedAt = clock.GetUtcNow(),
            DueAt = clock.GetUtcNow(),
        };
        var address = EmailAddress.TryParse("reader@example.org")!; // It is one.
        var recipient = new Recipient(SampleId, address, new EmailTag(""), frame.Words.Language);
        var sender = MailSender.Of(options.Value, links) ?? new MailSender($"gonogo@{links.BaseUrl.IdnHost}");
        using var message = new MessageBuilder(sender, links, clock).Build(mail, recipient, written);
        using var bytes = new MemoryStream();
        await message.WriteToAsync(bytes);
        return new PreviewedMail(written.Content.Subject, written.Text, written.Html, bytes.ToArray());
    }

    private MailContent ContentOf(MailFrame frame)
    {
        var post = SamplePost(frame.Words);
        var comment = SampleComment(frame.Words);
        var day = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddMonths(1);
        var address = EmailAddress.TryParse("reader@example.org")!; // It is one.
        return frame.Kind.Name switch
        {
            MailKinds.ConfirmAddress => CommentMailText.ConfirmAddress(frame, post, SampleToken),
            MailKinds.ConfirmStaffAddress => RequestMailText.ConfirmStaffAddress(frame, SampleToken),
            MailKinds.NewComment => CommentMailText.NewComment(frame, post, comment),
            MailKinds.Reply => CommentMailText.Reply(frame, post, comment),
            MailKinds.CommentApproved => CommentMailText.Approved(frame, post, comment),
            MailKinds.CommentRejected => CommentMailText.Rejected(frame, post, comment),
            MailKinds.Moderation => StaffMailText.Waiting(
                frame, new QueueFigures(4, 2, 1, 1), [(post.Title, 3), (frame.Words.Say("sample.other_title"), 1)]),
            MailKinds.PrivacyStep => RequestMailText.PrivacyStep(
                frame,
                new PrivacyMail(address, frame.Words.Language, PrivacyRequestKind.Rectification, day, Reason: null, "/privacy"),
                PrivacyStep.Received,
                SampleId.ToString("D")),
            MailKinds.SignIn => RequestMailText.SignIn(
                frame, new SignInMail(address, frame.Words.Language, $"/sign-in/{SampleToken}", ValidMinutes: 15)),
            MailKinds.ContentUpdated => StaffMailText.ContentUpdated(
                frame, new ContentFigures(new string('c', 40), SampleNoteOfCommit, 12, 1)),
            MailKinds.Problems => StaffMailText.Problems(
                frame, ["content/posts/first.md:3: The date cannot be read; write it as 2028-02-29."], deadLetters: 1),
            _ => StaffMailText.WeeklyDigest(
                frame, new WeekFigures(new CommentFigures(14, 11, 1, 2), 23, 0, 0, 1, SampleNote)),
        };
    }

    private static readonly CommitNote SampleNoteOfCommit = new("Add a post on ferns", "Ada");

    private const string SampleNote = """
        blog.example.org/audit
        1302
        nJTu7TcVXvRqhJUQzFcaFqEn1UnEXuMXaPGGHFUS5rA=

        — blog.example.org/audit Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=

        """;

    private static Post SamplePost(MailWords words) => new()
    {
        Slug = "a-walk-in-the-rain",
        SourcePath = "content/posts/a-walk-in-the-rain.md",
        Address = "/posts/a-walk-in-the-rain/",
        Title = words.Say("sample.title"),
        PublishedAt = DateTimeOffset.UnixEpoch,
        Excerpt = "",
        MetaDescription = "",
        Html = "",
        PlainText = "",
        WordCount = 1,
    };

    private MailedComment SampleComment(MailWords words) => new(
        SampleId,
        "a-walk-in-the-rain",
        SampleId,
        new SubjectId(SampleId),
        "Ada",
        words.Say("sample.comment"),
        ModerationStatus.Approved,
        words.Language,
        clock.GetUtcNow(),
        SampleToken)
    {
        Reason = RefusalReason.OffTopic,
    };
}

/// <summary>A mail that nobody gets.</summary>
/// <param name="Subject">Its subject.</param>
/// <param name="Text">Its text part.</param>
/// <param name="Html">Its HTML part.</param>
/// <param name="Message">All of it, as it would be sent.</param>
public sealed record PreviewedMail(string Subject, string Text, string Html, ReadOnlyMemory<byte> Message);
