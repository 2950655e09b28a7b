using GoNoGo.Comments.Moderation.Rules;
using GoNoGo.Comments.Moderation;
using GoNoGo.Comments;
using GoNoGo.Platform.Languages;
using GoNoGo.Web.Admin.Moderation;
using Microsoft.AspNetCore.Components;

namespace GoNoGo.Web.Languages;

/// <summary>The words of the pages of moderation.</summary>
/// <param name="language">The language.</param>
public sealed class ModerationWords(Language language) : MarkupWords(language, "moderation")
{
    internal string Address => Text();
    internal string Network => Text();
    internal string ItIs(string status) => Text(("status", status));
    internal RenderFragment OnPost(RenderFragment post) => Markup(("post", post));
    internal string KnownAs(string handle) => Text(("handle", handle));
    internal string Keep => Text();
    internal string StillOpen => Text();
    internal string DecidedOn => Text();
    internal string TakeAnswersAgain => Text();
    internal string TakeNoMoreAnswers => Text();
    internal string Unpin => Text();
    internal string PinAboveTheThread => Text();
    internal RenderFragment DecidedBy(RenderFragment who) => Markup(("who", who));
    internal string TakenBack => Text();
    internal string TheRule(string flag) => Text(("flag", flag));
    internal string TheCommandLine => Text();
    internal string NoComments => Text();
    internal string NoneSoFar => Text();
    internal string IsReported => Text();
    internal string IsAppealed => Text();
    internal RenderFragment OnTitle(RenderFragment title) => Markup(("title", title));
    internal string ReportedFor(string reason) => Text(("reason", reason));
    internal string RejectedFor(string reason) => Text(("reason", reason));
    internal string NoReason => Text();
    internal RenderFragment IsGone(RenderFragment id) => Markup(("id", id));
    internal string UndoIt => Text();
    internal string UndoAll => Text();
    internal string KeyNext => Text();
    internal string KeyPrevious => Text();
    internal string KeyApprove => Text();
    internal string KeyReject => Text();
    internal string KeySpam => Text();
    internal string KeyUndo => Text();
    internal string KeyChoose => Text();
    internal string KeyOpen => Text();
    internal string KeyAll => Text();
    internal string NothingSoFar => Text();
    internal string NothingFits => Text();
    internal string AllDone => Text();
    internal string AllChosen => Text();
    internal RenderFragment ReasonHint(RenderFragment key) => Markup(("key", key));
    internal string TitleCommentBy(string name) => Text(("name", name));
    internal string StandingNone => Text();
    internal string StandingBefore(string approved, string refused) => Text(("approved", approved), ("refused", refused));
    internal string NothingWaits => Text();
    internal string NothingDecided => Text();
    internal string ScriptApproved => Text();
    internal string ScriptRejected => Text();
    internal string ScriptSpam => Text();
    internal string ScriptRefused => Text();
    internal string ScriptLeft => Text();
    internal string ScriptMore => Text();
    internal string ScriptBack => Text();
    internal string ScriptUnreachable => Text();
    internal string ScriptNoneChosen => Text();
    internal string KeepItsSenderOut => Text();
    internal string ForATime => Text();
    internal string ByAddress => Text();
    internal string ByNetwork => Text();
    internal string BlockHint => Text();
    internal string Block => Text();
    internal string CannotBlock => Text();
    internal string NobodyBlocked => Text();
    internal string Blocks => Text();
    internal string WhatItSays => Text();
    internal string Approve => Text();
    internal string Spam => Text();
    internal string MarkAsSpam => Text();
    internal string ReasonForRejecting => Text();
    internal string Reject => Text();
    internal string RejectForTheReasonChosen => Text();
    internal string UndoTheDecision => Text();
    internal string UndoHint => Text();
    internal string ItsAuthorAppealed => Text();
    internal string ReportedByReaders => Text();
    internal string ChangeTheText => Text();
    internal string TextMarkdown => Text();
    internal string EditHint => Text();
    internal string SaveTheText => Text();
    internal string InTheThread => Text();
    internal string LockOrOpenTheThread => Text();
    internal string PinOrUnpin => Text();
    internal string WhatTheRulesSaid => Text();
    internal string RulesNotAsked => Text();
    internal string Rule => Text();
    internal string Result => Text();
    internal string Decisions => Text();
    internal string WhatWasChanged => Text();
    internal string ByItsAuthor => Text();
    internal string ByAModerator => Text();
    internal string AllComments => Text();
    internal string TextOrName => Text();
    internal string WhoIsBlocked => Text();
    internal string CommentsTheNewestFirst => Text();
    internal string On => Text();
    internal string Sent => Text();
    internal string OlderComments => Text();
    internal string PagesOfComments => Text();
    internal string NextPage => Text();
    internal string Choose => Text();
    internal string OnlyThisPost => Text();
    internal string SignedIn => Text();
    internal string ChangedSinceItWasSent => Text();
    internal string AnAnswer => Text();
    internal string RejectWithAReason => Text();
    internal string Open => Text();
    internal string OpenTheComment => Text();
    internal string AComment => Text();
    internal string ReasonChoice => Text();
    internal string CommentsThatWait => Text();
    internal string Post => Text();
    internal string AllPosts => Text();
    internal string FlagLabel => Text();
    internal string ShowAll => Text();
    internal string NextComment => Text();
    internal string PreviousComment => Text();
    internal string Undo => Text();
    internal string UndoTheLastDecision => Text();
    internal string Decide => Text();
    internal string ChooseAllOnThisPage => Text();
    internal string ApproveAllThatAreChosen => Text();
    internal string MarkChosenAsSpam => Text();
    internal string ReasonForChosen => Text();
    internal string RejectAllThatAreChosen => Text();
    internal string PagesOfTheQueue => Text();
    internal string BeginningOfTheQueue => Text();
    internal string WhyIsItRejected => Text();

    internal string Status(ModerationStatus status) => MessageOf($"Status{status}").Say();

    internal string Reason(RefusalReason reason) => MessageOf($"Reason{reason}").Say();

    internal string Flag(string flag) => Find("flag_" + flag)?.Say() ?? flag.Replace('_', ' ');

    internal string Said(Finding finding) => finding switch
    {
        Finding.Clean => MessageOf("SaidClean").Say(),
        Finding.Flagged => MessageOf("SaidFlagged").Say(),
        _ => MessageOf("SaidFailed").Say(),
    };

    internal string Waits(WaitingFor waits) => waits switch
    {
        WaitingFor.Report => MessageOf("WaitsReport").Say(),
        WaitingFor.Appeal => MessageOf("WaitsAppeal").Say(),
        _ => MessageOf("WaitsDecision").Say(),
    };

    internal string Standing(Reputation reputation) => (reputation.Approved, reputation.Refused) switch
    {
        (0, 0) => StandingNone,
        var (approved, refused) => StandingBefore(Language.Number(approved), Language.Number(refused)),
    };

    internal string Figures(QueueFigures figures) => figures.Waiting == 0 ? NothingWaits : string.Join(", ", Parts(figures)) + ".";

    internal string Results(IReadOnlyCollection<QueueResult> results)
    {
        var done = results.Where(result => result.Status is not null)
            .GroupBy(result => result.WasUndone ? MessageOf("OutcomeTakenBack").Say() : Status(result.Status!.Value)) // Filtered above.
            .Select(group => MessageOf("OutcomeCounted").Say(("count", group.Count()), ("status", group.Key)));
        return string.Join(", ", done) is { Length: > 0 } text ? text + "." : NothingDecided;
    }

    private IEnumerable<string> Parts(QueueFigures figures)
    {
        (string Member, int Count)[] parts =
        [
            ("FigureWaiting", figures.Waiting), ("FigureReported", figures.Reported),
            ("FigureAppealed", figures.Appealed), ("FigureFlagged", figures.Flagged),
        ];
        return parts.Where(part => part.Count > 0).Select(part => MessageOf(part.Member).Say(("count", part.Count)));
    }
}
