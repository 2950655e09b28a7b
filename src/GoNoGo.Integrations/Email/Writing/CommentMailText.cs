using GoNoGo.Blog.Posts;
using GoNoGo.Comments;
using GoNoGo.Integrations.Email.Sending;

namespace GoNoGo.Integrations.Email.Writing;

/// <summary>What mails about one comment say.</summary>
internal static class CommentMailText
{
    public static MailContent ConfirmAddress(MailFrame frame, Post post, string token) => frame.Content(
        frame.Words.Say("confirm_address.subject"),
        frame.Words.Say("confirm_address.heading"),
        [
            new MailBlock.Paragraph(frame.Words.Say("confirm_address.text", ("title", post.Title))),
            new MailBlock.Action(frame.Words.Say("confirm_address.action"), frame.Links.Confirm(token)),
            new MailBlock.Paragraph(frame.Words.Say("confirm_address.else")),
        ]);

    public static MailContent NewComment(MailFrame frame, Post post, MailedComment comment) =>
        Arrived(frame, post, comment, MailKinds.NewComment, $"post.{ThreadOf(post)}");

    public static MailContent Reply(MailFrame frame, Post post, MailedComment comment) =>
        Arrived(frame, post, comment, MailKinds.Reply, $"comment.{comment.ParentId:N}");

    public static MailContent Approved(MailFrame frame, Post post, MailedComment comment) => frame.Content(
        frame.Words.Say("comment_approved.subject", ("title", post.Title)),
        frame.Words.Say("comment_approved.heading"),
        [
            new MailBlock.Paragraph(frame.Words.Say("comment_approved.text", ("title", post.Title))),
            new MailBlock.Quote(comment.Excerpt),
            new MailBlock.Action(frame.Words.Say("open_comment"), frame.CommentAddress(post, comment.Id)),
            new MailBlock.Link(frame.Words.Say("open_own"), frame.Links.OwnComment(comment.CapabilityToken)),
        ],
        $"comment.{comment.Id:N}");

    public static MailContent Rejected(MailFrame frame, Post post, MailedComment comment) => frame.Content(
        frame.Words.Say("comment_rejected.subject", ("title", post.Title)),
        frame.Words.Say("comment_rejected.heading"),
        [
            new MailBlock.Paragraph(frame.Words.Say("comment_rejected.text", ("title", post.Title))),
            new MailBlock.Quote(comment.Excerpt),
            new MailBlock.Paragraph(comment.Reason is { } reason
                ? frame.Words.Say("comment_rejected.reason", ("reason", frame.InWords(reason)))
                : frame.Words.Say("comment_rejected.no_reason")),
            new MailBlock.Paragraph(Appeal(frame, comment)),
            new MailBlock.Action(frame.Words.Say("open_own"), frame.Links.OwnComment(comment.CapabilityToken)),
            new MailBlock.Link(post.Title, frame.Links.Absolute(post.Address)),
        ],
        $"comment.{comment.Id:N}");

    private static string Appeal(MailFrame frame, MailedComment comment) => (comment.CanAppeal, frame.Site.Controller?.Email) switch
    {
        (true, _) => frame.Words.Say("comment_rejected.appeal_page"),
        (_, { } contact) => frame.Words.Say("comment_rejected.appeal", ("contact", contact)),
        _ => frame.Words.Say("comment_rejected.appeal_policy"),
    };

    private static MailContent Arrived(MailFrame frame, Post post, MailedComment comment, string kind, string thread)
    {
        var name = comment.AuthorName is { } own ? HeaderText.Of(own) : frame.Words.Say("anonymous"); // One line, in its own direction.
        return frame.Content(
            frame.Words.Say($"{kind}.subject", ("title", post.Title)),
            frame.Words.Say($"{kind}.heading", ("title", post.Title)),
            [
                new MailBlock.Paragraph(frame.Words.Say($"{kind}.text", ("name", name), ("title", post.Title))),
                new MailBlock.Quote(comment.Excerpt),
                new MailBlock.Action(frame.Words.Say("open_comment"), frame.CommentAddress(post, comment.Id)),
            ],
            thread);
    }

    /// <summary>A slug may hold what a Message-ID may not.</summary>
    private static string ThreadOf(Post post) => Convert.ToHexStringLower(
        System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(post.Slug)).AsSpan(0, 10));
}
