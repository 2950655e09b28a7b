using System.Diagnostics;
using GoNoGo.Blog.Content;
using GoNoGo.Blog.Site;
using GoNoGo.Integrations.Email.Ledger;

namespace GoNoGo.Integrations.Email.Writing;

/// <summary>Writes a mail in its recipient's language, at the moment when it leaves.</summary>
internal sealed class MailWriter(MailRenderer renderer, MailLinks links, SnapshotStore snapshots, StaffFigures figures)
{
    public async Task<WrittenMail> WriteAsync(Mail mail, Addressing.To to, string? leaveToken, CancellationToken cancellationToken)
    {
        var site = snapshots.Current?.Site ?? SiteSettings.Default;
        var words = MailWords.In(to.Recipient.Language, site);
        var frame = new MailFrame(words, site, links, MailKinds.Find(mail.Kind), leaveToken);
        return await renderer.RenderAsync(await ContentAsync(frame, to.Facts, cancellationToken), leaveToken);
    }

    private async Task<MailContent> ContentAsync(MailFrame frame, MailFacts facts, CancellationToken cancellationToken) =>
        (frame.Kind.Name, facts) switch
        {
            (MailKinds.ConfirmAddress, { Post: { } post, ConfirmationToken: { } token }) =>
                CommentMailText.ConfirmAddress(frame, post, token),
            (MailKinds.ConfirmStaffAddress, { ConfirmationToken: { } token }) => RequestMailText.ConfirmStaffAddress(frame, token),
            (MailKinds.NewComment, { Post: { } post, Comment: { } comment }) => CommentMailText.NewComment(frame, post, comment),
            (MailKinds.Reply, { Post: { } post, Comment: { } comment }) => CommentMailText.Reply(frame, post, comment),
            (MailKinds.CommentApproved, { Post: { } post, Comment: { } comment }) => CommentMailText.Approved(frame, post, comment),
            (MailKinds.CommentRejected, { Post: { } post, Comment: { } comment }) => CommentMailText.Rejected(frame, post, comment),
            (MailKinds.Moderation, _) => StaffMailText.Waiting(
                frame, await figures.QueueAsync(cancellationToken), await figures.WaitingAsync(cancellationToken)),
            (MailKinds.PrivacyStep, { Privacy: { } privacy, Step: { } step }) =>
                RequestMailText.PrivacyStep(frame, privacy, step, facts.Resource),
            (MailKinds.SignIn, { SignIn: { } signIn }) => RequestMailText.SignIn(frame, signIn),
            (MailKinds.ContentUpdated, _) => StaffMailText.ContentUpdated(frame, figures.Content(facts.Resource)),
            (MailKinds.Problems, _) => StaffMailText.Problems(
                frame, figures.ContentProblems(), await figures.DeadLettersAsync(cancellationToken)),
            (MailKinds.WeeklyDigest, _) => StaffMailText.WeeklyDigest(frame, await figures.WeekAsync(cancellationToken)),
            _ => throw new UnreachableException($"A mail of kind {frame.Kind.Name} has no text for what is known."),
        };
}
