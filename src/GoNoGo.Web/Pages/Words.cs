using System.Globalization;
using GoNoGo.Comments.Moderation;

namespace GoNoGo.Web.Pages;

/// <summary>
/// The words of the interface that code needs; the others stand in the components. English, the one language so far:
/// another one gets a class like this and components of its own.
/// </summary>
public static class Words
{
    internal const string AllTags = "Tags";
    internal const string Archive = "Archive";
    internal const string Search = "Search";
    internal const string NotFound = "Page not found";
    internal const string Failed = "Something went wrong";
    internal const string NotReady = "The blog is being loaded";
    internal const string NotReadyYet = "Its posts are being read. This takes a few seconds; please try again.";
    internal const string MyData = "Your data";
    internal const string PrivacyPolicy = "Privacy";
    internal const string Preview = "Preview of your comment";
    internal const string YourComment = "Your comment";
    internal const string NotTaken = "This could not be taken";
    internal const string AlreadySent = "This form was sent before. If this is a second comment, press Send again.";
    internal const string FormTypeWrong = "Send the form as a browser does.";
    internal const string FormTooLarge = "The form is too large: a comment has at most 10,000 characters. Go back and shorten it.";
    internal const string FormUnreadable = "The form could not be read. Go back and send it again.";
    internal const string LinkNotValid = "This link is not valid";
    internal const string NothingHeld = "Nothing is held about this address.";
    internal const string MailEnded = "No more mails.";
    internal const string MailAllowed = "Mails may come again, where you ask for them.";
    internal const string RequestTaken = "Your request has arrived. It is answered within a month; you see here how it stands.";
    internal const string CheckDocument = "Check a receipt or certificate";
    internal const string SignIn = "Sign in";
    internal const string OwnComments = "Your comments and choices";
    internal const string ChoiceKept = "Your choice is kept.";
    internal const string SessionEnded = "The session has ended.";
    internal const string CommentWaits = "It waits for approval.";
    internal const string CommentPublished = "It is published.";
    internal const string CommentNotPublished = "It was not published.";
    internal const string Anonymous = "Anonymous";
    internal const string CopyCode = "Copy";
    internal const string CodeCopied = "Copied";
    internal const string FewerWords = "Fewer words, or the beginning of one, find more. All posts are in the";
    internal const string Related = "Related posts";
    internal const string ReportComment = "Report a comment";

    internal static string Tagged(string tag) => $"Posts tagged “{tag}”";

    internal static string WrittenBy(string author) => $"Posts by {author}";

    internal static string ResultsFor(string query) => $"Results for “{query}”";

    internal static string PageOf(string title, int page) => $"{title} – page {Number(page)}";

    internal static string CommentsOn(string title) => $"Comments on “{title}”";

    internal static string CommentBy(string author) => $"Comment by {author}";

    internal static string Series(string name) => $"The series “{name}”";

    internal static string PartOf(int part, int count) => $"Part {Number(part)} of {Number(count)} of";

    internal static string Changes(int count) => count == 1 ? "1 change" : $"{Number(count)} changes";

    internal static string DraftUntil(string moment) => $"This is not published. Who has the link can read it until {moment}.";

    internal static string Posts(int count) => count == 1 ? "1 post" : $"{Number(count)} posts";

    internal static string Comments(int count) => count == 1 ? "1 comment" : $"{Number(count)} comments";

    internal static string Hits(int count) => count == 0 ? "Nothing was found." : $"{Posts(count)} found.";

    internal static string Minutes(int count) => $"{Number(count)} min read";

    internal static string TimeLeft(TimeSpan left) => Math.Ceiling(left.TotalMinutes) switch
    {
        <= 1 => "less than a minute",
        var minutes => $"{Number((int)minutes)} minutes",
    };

    /// <summary>A reason as who reports it would put it.</summary>
    internal static string Reported(RefusalReason reason) => reason switch
    {
        RefusalReason.OffTopic => "It has nothing to do with the post",
        RefusalReason.Insult => "It attacks or demeans somebody",
        RefusalReason.Advertising => "It advertises something",
        RefusalReason.Unlawful => "It is against the law",
        RefusalReason.PersonalData => "It tells something private about somebody",
        RefusalReason.Duplicate => "It stands here more than once",
        RefusalReason.Unreadable => "It cannot be understood",
        _ => "It is spam",
    };

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
