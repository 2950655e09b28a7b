using System.Text.Json;
using GoNoGo.Comments;
using GoNoGo.Gdpr.Rights;
using GoNoGo.Platform.Privacy;

namespace GoNoGo.Web.Portability;

/// <summary>
/// What the encrypted columns hold once they are opened. The modules keep these records to themselves, so that their members stand here;
/// a member that is missing, unknown or too long would be found only when somebody reads it.
/// </summary>
internal static class OpenedWords
{
    private static readonly Member Name = new("AuthorName", element => IsMissing(element) || IsText(element, CommentService.LongestName));
    private static readonly Member Content = new("Content", element => IsText(element, CommentService.LongestContent));

    /// <summary>Name and text of a comment.</summary>
    public static bool AreWords(JsonElement element) => IsObject(element, Name, Content);

    /// <summary>The texts of a comment before and after a change.</summary>
    public static bool AreChanged(JsonElement element) => IsObject(
        element, Content with { Name = "Before" }, Content with { Name = "After" });

    /// <summary>Why a decision should be another one.</summary>
    public static bool AreAppeal(JsonElement element) => IsText(element, OwnComment.LongestAppeal);

    /// <summary>What somebody asks for, with the words that they would have in place of theirs.</summary>
    public static bool AreRequest(JsonElement element) => IsObject(
        element,
        new Member("Text", text => IsText(text, PrivacyRequests.LongestReason)),
        new Member("Proposal", proposal => IsMissing(proposal) || AreWords(proposal)));

    /// <summary>An e-mail address.</summary>
    public static bool IsAddress(JsonElement element) =>
        element.ValueKind is JsonValueKind.String && EmailAddress.TryParse(element.GetString()!) is not null; // A string is one.

    private static bool IsObject(JsonElement element, params Member[] members) =>
        element.ValueKind is JsonValueKind.Object
        && element.EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal)
            .SequenceEqual(members.Select(member => member.Name).Order(StringComparer.Ordinal), StringComparer.Ordinal)
        && members.All(member => member.Fits(element.GetProperty(member.Name)));

    private static bool IsMissing(JsonElement element) => element.ValueKind is JsonValueKind.Null;

    private static bool IsText(JsonElement element, int longest) =>
        element.ValueKind is JsonValueKind.String && element.GetString()!.EnumerateRunes().Count() <= longest; // A string is one.

    private sealed record Member(string Name, Func<JsonElement, bool> Fits);
}
