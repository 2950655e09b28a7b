using GoNoGo.Platform.Languages;

namespace GoNoGo.Web.Languages;

/// <summary>The words of the pages that links in mails lead to.</summary>
/// <param name="language">The language.</param>
public sealed class MailPageWords(Language language) : MarkupWords(language, "mail_pages")
{
    internal string ToYourAddress => Text();
    internal string LinkOver => Text();
    internal string FromThisBlog => Text();
    internal string AskToConfirm => Text();
    internal string YesMailMe => Text();
    internal string NotYou => Text();
    internal string Confirmed => Text();
    internal string EveryMailEnds => Text();
    internal string LinkOverText => Text();
    internal string LeaveAllText => Text();
    internal string NoMoreMails => Text();
    internal string KindEnded(string kind) => Text(("kind", kind));
    internal string Resume => Text();
    internal string KeepOthers(string kind) => Text(("kind", kind));
    internal string OnlyThisKind => Text();
    internal string LeaveKindText(string kind) => Text(("kind", kind));
    internal string NoMoreOfKind => Text();
    internal string Left => Text();
    internal string LeftText => Text();
    internal string KindLeft => Text();
    internal string NothingComes => Text();
    internal string OneClickDone => Text();
    internal string OneClickWrong(string field) => Text(("field", field));

    /// <summary>What mails of a kind are about; those of figures where the kind is not known.</summary>
    internal string KindOf(string? kind) => (Find($"kind_{kind}") ?? MessageOf("KindWeeklyDigest")).Say();
}
