using GoNoGo.Comments.Moderation;
using GoNoGo.Platform.Languages;
using Microsoft.AspNetCore.Components;

namespace GoNoGo.Web.Languages;

/// <summary>The words around comments: thread, form, the page of a comment, reports.</summary>
/// <param name="language">The language.</param>
public sealed class ThreadWords(Language language) : MarkupWords(language, "comments")
{
    internal string Comments => Text();
    internal string Counted(int count) => Text(("count", count));
    internal string CommentsOn(string title) => Text(("title", title));
    internal string CommentBy(string author) => Text(("author", author));
    internal string Anonymous => Text();
    internal string Unavailable => Text();
    internal string Pinned => Text();
    internal string NoneYet => Text();
    internal string Closed => Text();
    internal string Pages => Text();
    internal string FirstComments => Text();
    internal string MoreComments => Text();
    internal string ErasedComment => Text();
    internal string WasErased => Text();
    internal string AReply => Text();
    internal string Edited => Text();
    internal string Locked => Text();
    internal RenderFragment Reply(RenderFragment hidden) => Markup(("hidden", hidden));
    internal RenderFragment ReplyHidden(RenderFragment name) => Markup(("name", name));
    internal RenderFragment Report(RenderFragment hidden) => Markup(("hidden", hidden));
    internal RenderFragment ReportHidden(RenderFragment name) => Markup(("name", name));
    internal RenderFragment ReplyTo(RenderFragment name) => Markup(("name", name));
    internal string Write => Text();
    internal string WriteOnPost => Text();
    internal RenderFragment SignedIn(RenderFragment link) => Markup(("link", link));
    internal string SignedInLink => Text();
    internal string Content => Text();
    internal string ContentHint => Text();
    internal string Name => Text();
    internal string OptionalShown => Text();
    internal string Email => Text();
    internal string OptionalNeverShown => Text();
    internal string LeaveEmpty => Text();
    internal string Preview => Text();
    internal string PreviewAgain => Text();
    internal RenderFragment PreviewHint(RenderFragment link) => Markup(("link", link));
    internal string Send => Text();
    internal string NotSentYet => Text();
    internal string Unsent => Text();
    internal string AlreadySent => Text();
    internal string PreviewTitle => Text();
    internal string ChangeOrSend => Text();
    internal RenderFragment OnPost(RenderFragment post) => Markup(("post", post));
    internal string YourComment => Text();
    internal string ReportComment => Text();
    internal string ReportThanks => Text();
    internal string ReportNext => Text();
    internal string BackToComment => Text();
    internal string WhatIsWrong => Text();
    internal string AnythingToAdd => Text();
    internal string OptionalLimited => Text();
    internal string ReportHint => Text();
    internal string ReportButton => Text();
    internal string Back => Text();
    internal string StandingApproved => Text();
    internal string StandingApprovedText => Text();
    internal string StandingNotPublished => Text();
    internal string StandingNotPublishedText => Text();
    internal string StandingPending => Text();
    internal string StandingPendingText => Text();
    internal string YourChange => Text();
    internal string StillHereToCopy => Text();
    internal string AllHeld => Text();
    internal string SentThanks => Text();
    internal string SentKeep => Text();
    internal RenderFragment KeepLink(RenderFragment file, RenderFragment mail) => Markup(("file", file), ("mail", mail));
    internal string KeepLinkFile => Text();
    internal string KeepLinkMail => Text();
    internal string LinkSubject(string title) => Text(("title", title));
    internal string LinkText(string title) => Text(("title", title));
    internal string ChangeSaved => Text();
    internal string AppealThanks => Text();
    internal string Erased => Text();
    internal string ErasedText => Text();
    internal RenderFragment TheReason(RenderFragment reason) => Markup(("reason", reason));
    internal string NoReason => Text();
    internal string Appealed => Text();
    internal string AppealOpen => Text();
    internal string AppealOver => Text();
    internal string AppealTitle => Text();
    internal string AppealText => Text();
    internal string AppealNotSent => Text();
    internal string AppealLabel => Text();
    internal string AppealButton => Text();
    internal string ChangeIt => Text();
    internal string ChangeText(string time) => Text(("time", time));
    internal string ChangeReadAgain => Text();
    internal string ChangeIsKept => Text();
    internal string ChangeNotSaved => Text();
    internal string Save => Text();
    internal string LessThanAMinute => Text();
    internal string MinutesLeft(int count) => Text(("count", count));
    internal string ModeratorChanged => Text();
    internal string Removed => Text();
    internal string Added => Text();
    internal string EraseIt => Text();
    internal string EraseSure => Text();
    internal string EraseYes => Text();
    internal string EraseNo => Text();
    internal string EraseText => Text();
    internal string EraseButton => Text();
    internal string LinkNotValid => Text();
    internal string LinkNotValidText => Text();

    /// <summary>A reason as who reports it would put it.</summary>
    internal string Reported(RefusalReason reason) => MessageOf($"Reported{reason}").Say();

    internal string TimeLeft(TimeSpan left) => Math.Ceiling(left.TotalMinutes) switch
    {
        <= 1 => LessThanAMinute,
        var minutes => MinutesLeft((int)minutes),
    };
}
