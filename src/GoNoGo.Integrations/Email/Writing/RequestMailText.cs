using GoNoGo.Accounts.Mailboxes;
using GoNoGo.Gdpr.Rights;

namespace GoNoGo.Integrations.Email.Writing;

/// <summary>What mails say that answer a request.</summary>
internal static class RequestMailText
{
    public static MailContent SignIn(MailFrame frame, SignInMail mail) => frame.Content(
        frame.Words.Say("sign_in.subject", ("site", frame.Site.Title)),
        frame.Words.Say("sign_in.heading", ("site", frame.Site.Title)),
        [
            new MailBlock.Paragraph(frame.Words.Say("sign_in.text", ("minutes", frame.Words.Number(mail.ValidMinutes)))),
            new MailBlock.Action(frame.Words.Say("sign_in.action"), frame.Links.Absolute(mail.Path)),
            new MailBlock.Paragraph(frame.Words.Say("sign_in.else")),
        ]);

    public static MailContent ConfirmStaffAddress(MailFrame frame, string token) => frame.Content(
        frame.Words.Say("confirm_address.subject"),
        frame.Words.Say("confirm_address.heading"),
        [
            new MailBlock.Paragraph(frame.Words.Say("confirm_staff_address.text", ("site", frame.Site.Title))),
            new MailBlock.Action(frame.Words.Say("confirm_address.action"), frame.Links.Confirm(token)),
            new MailBlock.Paragraph(frame.Words.Say("confirm_address.else")),
        ]);

    public static MailContent PrivacyStep(MailFrame frame, PrivacyMail mail, PrivacyStep step, string requestId) => frame.Content(
        frame.Words.Say("privacy_step.subject"),
        frame.Words.Say($"privacy_step.heading.{NameOf(step)}"),
        [.. Blocks(frame, mail, step)],
        $"request.{requestId.Replace("-", "", StringComparison.Ordinal)}");

    private static IEnumerable<MailBlock> Blocks(MailFrame frame, PrivacyMail mail, PrivacyStep step)
    {
        yield return new MailBlock.Paragraph(frame.Words.Say(
            $"privacy_step.text.{NameOf(step)}",
            ("request", mail.Request is { } kind ? frame.InWords(kind) : ""),
            ("day", frame.Words.Day(mail.DueOn))));
        if (mail.Reason is { } reason)
        {
            yield return new MailBlock.Paragraph(frame.Words.Say("privacy_step.reason", ("reason", reason)));
        }

        if (step is Gdpr.Rights.PrivacyStep.Refused)
        {
            yield return new MailBlock.Paragraph(frame.Words.Say("privacy_step.complain"));
        }

        if (mail.Path is { } path)
        {
            yield return new MailBlock.Action(frame.Words.Say("privacy_step.open"), frame.Links.Absolute(path));
        }
    }

    private static string NameOf(PrivacyStep step) => step switch
    {
        Gdpr.Rights.PrivacyStep.LinkAsked => "link_asked",
        Gdpr.Rights.PrivacyStep.Received => "received",
        Gdpr.Rights.PrivacyStep.Extended => "extended",
        Gdpr.Rights.PrivacyStep.Done => "done",
        _ => "refused",
    };
}
