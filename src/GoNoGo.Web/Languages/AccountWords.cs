using GoNoGo.Platform.Languages;
using Microsoft.AspNetCore.Components;

namespace GoNoGo.Web.Languages;

/// <summary>The words of the pages of commenters who sign in.</summary>
/// <param name="language">The language.</param>
public sealed class AccountWords(Language language) : MarkupWords(language, "account")
{
    internal string OwnComments => Text();
    internal string ChoiceKept => Text();
    internal string SessionEnded => Text();
    internal string CommentWaits => Text();
    internal string CommentPublished => Text();
    internal string CommentNotPublished => Text();
    internal string SignOut => Text();
    internal string WhatYouWrote => Text();
    internal string NothingHere => Text();
    internal string CommentOn(string title) => Text(("title", title));
    internal RenderFragment ChangeAppealErase(RenderFragment hidden) => Markup(("hidden", hidden));
    internal RenderFragment ChangeAppealEraseHidden(RenderFragment title) => Markup(("title", title));
    internal string HowReceived => Text();
    internal RenderFragment Score(RenderFragment score, int approved, int refused) =>
        Markup(("score", score), ("approved", approved), ("refused", refused));
    internal string ScoreExplained => Text();
    internal string WhatYouChoose => Text();
    internal string DisplayName => Text();
    internal string LanguageOfMails => Text();
    internal string LanguageOfPost => Text();
    internal string MailAnswers => Text();
    internal string MailDecisions => Text();
    internal string NoMails => Text();
    internal string KeepChoice => Text();
    internal string WhereSignedIn => Text();
    internal RenderFragment SessionSince(string device, RenderFragment time) => Markup(("device", device), ("time", time));
    internal string ThisOne => Text();
    internal RenderFragment EndSession(RenderFragment hidden) => Markup(("hidden", hidden));
    internal string EndSessionHidden(string device) => Text(("device", device));
    internal string AllHeld => Text();
    internal RenderFragment AllHeldText(RenderFragment link) => Markup(("link", link));
    internal string AllHeldLink => Text();
    internal string SignInLead => Text();
    internal string LinkOver => Text();
    internal string AskForNew => Text();
    internal string Asked => Text();
    internal string AskedOnce => Text();
    internal string AskedNothing => Text();
    internal string EmailWrong => Text();
    internal string MailMeALink => Text();
    internal string OneCookie => Text();
    internal string NeedsTls => Text();
    internal string OnePress => Text();
    internal string SignMeIn => Text();
}
