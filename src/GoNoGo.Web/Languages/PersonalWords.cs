using GoNoGo.Gdpr.Rights;
using GoNoGo.Platform.Languages;
using Microsoft.AspNetCore.Components;

namespace GoNoGo.Web.Languages;

/// <summary>The words of the pages about personal data.</summary>
/// <param name="language">The language.</param>
public sealed class PersonalWords(Language language) : MarkupWords(language, "personal")
{
    internal string Wording(string purpose, string language, string version) =>
        Text(("purpose", purpose), ("language", language), ("version", version));
    internal string InForce => Text();
    internal string NoLongerInForce => Text();
    internal string NobodyAsked => Text();
    internal string NobodyWaits => Text();
    internal string Extended => Text();
    internal string ExtendedOnce => Text();
    internal RenderFragment Answered(RenderFragment time) => Markup(("time", time));
    internal string AllThatIsHeld => Text();
    internal string OneComment => Text();
    internal RenderFragment ReceivedOn(RenderFragment time) => Markup(("time", time));
    internal string DayDue(string day) => Text(("day", day));
    internal string DayExtended(string day) => Text(("day", day));
    internal string AboutAll => Text();
    internal string AboutOne => Text();
    internal string ToldByLink => Text();
    internal string ToldByMail => Text();
    internal RenderFragment CommentId(RenderFragment id) => Markup(("id", id));
    internal string MakeTheCorrection => Text();
    internal string KeepItHidden => Text();
    internal string RefusingLeaves => Text();
    internal string RefusingShows => Text();
    internal string WithinDays(int count) => Text(("count", count));
    internal string WaitingRequests(int count, string day) => Text(("count", count), ("day", day));
    internal string ConsentTextsLead => Text();
    internal string Requests => Text();
    internal string AsksFor => Text();
    internal string Received => Text();
    internal string AnswerBy => Text();
    internal string OnlyThoseThatWait => Text();
    internal string AlsoThoseThatWereAnswered => Text();
    internal string WhatThePersonWrote => Text();
    internal string TextGone => Text();
    internal string WhatTheyWantChanged => Text();
    internal string TheName => Text();
    internal string TheText => Text();
    internal string ItStaysAsItIs => Text();
    internal string WhatTheyWereTold => Text();
    internal string TheAnswer => Text();
    internal string CarryTheRequestOut => Text();
    internal string ThePersonIsTold => Text();
    internal string WhyForThePerson => Text();
    internal string WriteAReason => Text();
    internal string Refuse => Text();
    internal string TakeTwoMonthsMore => Text();
    internal string AllRequests => Text();
    internal string BackToTheRequests => Text();
    internal string RetentionLead => Text();
    internal string WhatGoesAndWhen => Text();
    internal string WhatGoes => Text();
    internal string ByWhichClock => Text();
    internal string DueNow => Text();
    internal string TheFirst => Text();
    internal string ClockIsRight => Text();
    internal string RemoveNowWhatIsDue => Text();
    internal string HeldForALegalClaim => Text();
    internal string NoCommentIsHeld => Text();
    internal string HoldAComment => Text();
    internal string IdOfTheComment => Text();
    internal string HoldReason => Text();
    internal string UntilWithinAYear => Text();
    internal string HoldIt => Text();

    internal string AgreedTo(int count) => Text(("count", count));

    internal string TakenBack(int count) => Text(("count", count));

    internal string Kind(PrivacyRequestKind kind) => MessageOf($"Kind{kind}").Say();

    internal string State(PrivacyRequestState state) => MessageOf($"State{state}").Say();

    internal string Purpose(string purpose) => Find("purpose_" + purpose)?.Say() ?? purpose;

    /// <summary>Until when it has to be answered, in words that need no arithmetic.</summary>
    internal string Due(DateOnly due, DateOnly today) => (due.DayNumber - today.DayNumber) switch
    {
        < -1 and var days => MessageOf("OverdueDays").Say(("count", -days)),
        -1 => MessageOf("OverdueYesterday").Say(),
        0 => MessageOf("DueToday").Say(),
        1 => MessageOf("DueTomorrow").Say(),
        var days => MessageOf("DueInDays").Say(("count", days)),
    };
}
