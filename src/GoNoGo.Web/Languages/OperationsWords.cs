using GoNoGo.Platform.Languages;
using Microsoft.AspNetCore.Components;

namespace GoNoGo.Web.Languages;

/// <summary>The words of the pages that tell how the blog runs.</summary>
/// <param name="language">The language.</param>
public sealed class OperationsWords(Language language) : MarkupWords(language, "operations")
{
    internal string Verifying(string done, string total) => Text(("done", done), ("total", total));
    internal string NothingWasChanged => Text();
    internal string Findings(int count) => Text(("count", count));
    internal RenderFragment Verified(RenderFragment time) => Markup(("time", time));
    internal RenderFragment Served(string posts, string pages, RenderFragment commit) =>
        Markup(("posts", posts), ("pages", pages), ("commit", commit));
    internal string PostsCount(int count) => Text(("count", count));
    internal string PagesCount(int count) => Text(("count", count));
    internal RenderFragment LastAsked(RenderFragment time) => Markup(("time", time));
    internal RenderFragment LastAskedInVain(RenderFragment time) => Markup(("time", time));
    internal string NotPublished => Text();
    internal string KeptBack => Text();
    internal string NothingKeptBack => Text();
    internal RenderFragment DraftLinked(RenderFragment post, int days, RenderFragment link) =>
        Markup(("post", post), ("days", days), ("link", link));
    internal string DraftPost => Text();
    internal string DraftWhy => Text();
    internal string DraftShow => Text();
    internal string IsDraft => Text();
    internal string DayToCome => Text();
    internal string HasExpired => Text();
    internal string MakeLink => Text();
    internal string MakeLinkTo(string title) => Text(("title", title));
    internal string PublishedWithoutIt => Text();
    internal string Chart(string title, string sum, string most) => Text(("title", title), ("sum", sum), ("most", most));
    internal string ChartEmpty(string title) => Text(("title", title));
    internal string ChartLabel(string title, string most) => Text(("title", title), ("most", most));
    internal string EventFigures(string waiting, string retrying, string dead) =>
        Text(("waiting", waiting), ("retrying", retrying), ("dead", dead));
    internal string EventBy(string type, string handler) => Text(("type", type), ("handler", handler));
    internal string AllHealthy => Text();
    internal string SomethingDegraded => Text();
    internal string SomethingUnhealthy => Text();
    internal string LookedAt(string time) => Text(("time", time));
    internal RenderFragment NotLookedAt(RenderFragment error) => Markup(("error", error));
    internal string InFigures => Text();
    internal string InFiguresHidden(string part) => Text(("part", part));
    internal RenderFragment HealthHint(RenderFragment path, RenderFragment doctor) => Markup(("path", path), ("doctor", doctor));
    internal RenderFragment NoHosting(RenderFragment setting) => Markup(("setting", setting));
    internal string AsItShouldBe => Text();
    internal string NotOfThisBlog => Text();
    internal string SetItUp => Text();
    internal string SetItUpAnew => Text();
    internal string NoAnswer => Text();
    internal string InsideTheEu(string places) => Text(("places", places));
    internal string OutsideTheEu(string places) => Text(("places", places));
    internal string RegionNotKnown => Text();
    internal RenderFragment KeysHint(RenderFragment key) => Markup(("key", key));
    internal RenderFragment PreviewHint(RenderFragment kind) => Markup(("kind", kind));
    internal string MayArriveTwice => Text();
    internal string CouldNotBeLookedAt(string part, string error) => Text(("part", part), ("error", error));
    internal string VerifyTheWholeTrail => Text();
    internal string VerifyTheTrail => Text();
    internal string LookAgain => Text();
    internal string Action => Text();
    internal string Which => Text();
    internal string TransactionsToo => Text();
    internal string NoEntries => Text();
    internal string Entries => Text();
    internal string Entry => Text();
    internal string When => Text();
    internal string Who => Text();
    internal string Outcome => Text();
    internal string OlderEntries => Text();
    internal string WhatIsServed => Text();
    internal string NothingYet => Text();
    internal string FetchNow => Text();
    internal string Problems => Text();
    internal string File => Text();
    internal string Line => Text();
    internal string WhatCameOfIt => Text();
    internal string AllThatAreNotDone => Text();
    internal string Deliveries => Text();
    internal string Event => Text();
    internal string Handler => Text();
    internal string Retry => Text();
    internal string Discard => Text();
    internal string Parts => Text();
    internal string Part => Text();
    internal string AnsweredIn => Text();
    internal string WhatItSays => Text();
    internal string Webhook => Text();
    internal string TheRepositoryHasNoWebhook => Text();
    internal string LeadsTo => Text();
    internal string TellsOf => Text();
    internal string LastAnswer => Text();
    internal string Ping => Text();
    internal string SendAgainWhatWasMissed => Text();
    internal string RemoveIt => Text();
    internal string WhatWasSentLately => Text();
    internal string Answer => Text();
    internal string ServicesThatAreCalled => Text();
    internal string NoneCalled => Text();
    internal string Key => Text();
    internal string WhatItDoes => Text();
    internal string ShowKeysAndSwitchOff => Text();
    internal string CloseTheList => Text();
    internal string BackToTheMails => Text();
    internal string NothingIsWrongWithMail => Text();
    internal string AllThatWaitOrFailed => Text();
    internal string Mail => Text();
    internal string Queued => Text();
    internal string TryAgain => Text();
    internal string WhatMailsLookLike => Text();
    internal string WhatWaits => Text();
    internal string NothingWaitsForYou => Text();
    internal string WhatIsWrong => Text();
    internal string NothingThatYouCouldMend => Text();
    internal string TheLastFourWeeks => Text();
    internal string Reads => Text();
    internal string TheSameInFigures => Text();
    internal string Day => Text();
    internal string FiguresHint => Text();
    internal string SettingsLead => Text();
    internal string Settings => Text();
    internal string Setting => Text();
    internal string Value => Text();
    internal string Source => Text();

    /// <summary>How long the trail is. The number of checkpoints decides on the form.</summary>
    internal string Trail(string size, int count, string unsealed) => Text(("size", size), ("count", count), ("unsealed", unsealed));

    /// <summary>A state by its name in code.</summary>
    internal string State(string name) => MessageOf($"State{char.ToUpperInvariant(name[0])}{name[1..]}").Say();
}
