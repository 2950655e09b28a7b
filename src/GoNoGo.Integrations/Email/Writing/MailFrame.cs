using System.Globalization;
using GoNoGo.Blog.Posts;
using GoNoGo.Blog.Site;
using GoNoGo.Comments.Moderation;
using GoNoGo.Gdpr.Rights;

namespace GoNoGo.Integrations.Email.Writing;

/// <summary>What every mail is written with: the recipient's words, the blog, where links lead.</summary>
internal sealed record MailFrame(MailWords Words, SiteSettings Site, MailLinks Links, MailKind Kind, string? LeaveToken)
{
    public MailContent Content(string subject, string heading, IReadOnlyList<MailBlock> blocks, string? thread = null) => new()
    {
        Language = Words.Language,
        From = Site.Title,
        Subject = subject,
        Heading = heading,
        Blocks = blocks,
        Footer = [.. Footer()],
        Thread = thread,
    };

    /// <summary>A moment in the blog's zone and the reader's manner.</summary>
    public string Moment(DateTimeOffset moment)
    {
        var local = TimeZoneInfo.ConvertTime(moment, Site.TimeZone);
        return $"{Words.Day(DateOnly.FromDateTime(local.DateTime))}, {local.ToString("HH:mm", CultureInfo.InvariantCulture)}";
    }

    /// <summary>A reason in the reader's language.</summary>
    public string InWords(RefusalReason reason) => ReasonWords.In(reason, Words.Language, Site.Languages);

    /// <summary>What a request is called in the reader's language.</summary>
    public string InWords(PrivacyRequestKind kind) => RequestWords.Of(kind, Words.Language, Site.Languages);

    public Uri CommentAddress(Post post, Guid commentId) =>
        Links.Absolute($"/posts/{Uri.EscapeDataString(post.Slug)}/comments/{commentId:D}/");

    private IEnumerable<MailBlock> Footer()
    {
        var why = Kind.Basis switch
        {
            "consent" => "why.consent",
            "legal_obligation" => "why.obligation",
            "request" => "why.request",
            _ => "why.staff",
        };
        yield return new MailBlock.Paragraph(Words.Say(why, ("site", Site.Title)));
        if (LeaveToken is { } token)
        {
            yield return new MailBlock.Link(Words.Say("leave"), Links.Leave(token));
        }

        yield return new MailBlock.Link(Words.Say("policy"), Links.Policy);
    }
}
