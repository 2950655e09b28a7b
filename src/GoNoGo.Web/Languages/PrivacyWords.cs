using GoNoGo.Platform.Languages;
using Microsoft.AspNetCore.Components;

namespace GoNoGo.Web.Languages;

/// <summary>The words of the pages on which people see and govern their data.</summary>
/// <param name="language">The language.</param>
public sealed class PrivacyWords(Language language) : MarkupWords(language, "privacy")
{
    internal string NothingHeld => Text();
    internal string MailEnded => Text();
    internal string MailAllowed => Text();
    internal string RequestTaken => Text();
    internal string CheckDocument => Text();
    internal string LeadPerson => Text();
    internal string LeadComment => Text();
    internal string WhatIsHeld => Text();
    internal RenderFragment TooMuch(RenderFragment link) => Markup(("link", link));
    internal string TooMuchLink => Text();
    internal string TakeWithMe => Text();
    internal string Mails => Text();
    internal string NoMoreMails => Text();
    internal string AllowMail => Text();
    internal string ForbidMail => Text();
    internal string Appeal => Text();
    internal string NotLookedAt => Text();
    internal string AppealAgainst(string day) => Text(("day", day));
    internal string CorrectIt => Text();
    internal string CorrectText => Text();
    internal string WhatIsWrong => Text();
    internal string AskForIt => Text();
    internal string HideOrObject => Text();
    internal string HideText => Text();
    internal string Why => Text();
    internal string HideIt => Text();
    internal string Object => Text();
    internal string EraseAllSure => Text();
    internal string WasErased => Text();
    internal string LegalClaim => Text();
    internal RenderFragment CertificateText(RenderFragment link) => Markup(("link", link));
    internal string CertificateLink => Text();
    internal string LinkGone => Text();
    internal string OpenText => Text();
    internal string OpenMyData => Text();
    internal string Lead => Text();
    internal string Asked => Text();
    internal string AskedOnce => Text();
    internal string ByComment => Text();
    internal string ByCommentText => Text();
    internal string ByMail => Text();
    internal string ByMailText => Text();
    internal string More => Text();
    internal string ToAccount => Text();
    internal string ToPolicy => Text();
    internal string CheckLead => Text();
    internal string IsGenuine => Text();
    internal string IsNotGenuine => Text();
    internal string Document => Text();
    internal string Check => Text();
    internal string AskedFor => Text();
    internal RenderFragment RequestOpen(string request, string day, RenderFragment due) =>
        Markup(("request", request), ("day", day), ("due", due));
    internal string RequestDone(string request, string day) => Text(("request", request), ("day", day));
    internal string RequestRefused(string request, string day) => Text(("request", request), ("day", day));
}
