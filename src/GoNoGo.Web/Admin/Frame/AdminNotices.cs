using System.Collections.Frozen;

namespace GoNoGo.Web.Admin.Frame;

/// <summary>What a page says was done, after a form led to it with <c>?done=</c>. Only what stands here is ever said.</summary>
internal static class AdminNotices
{
    public const string Parameter = "done";

    private static readonly FrozenDictionary<string, string> Sentences = new Dictionary<string, string>
    {
        ["passkey-added"] = "The passkey was added. All your other sessions have ended.",
        ["passkey-removed"] = "The passkey was removed. All your other sessions have ended.",
        ["password-removed"] = "You have no password any more. All your other sessions have ended.",
        ["session-ended"] = "The session has ended.",
        ["sessions-ended"] = "All your other sessions have ended.",
        ["address-given"] = "A mail with a link is on its way to the address. Follow it within 48 hours.",
        ["address-removed"] = "The address was deleted. No mail comes to you any more.",
        ["notices-chosen"] = "Your choice is kept.",
        ["token-revoked"] = "The token was revoked: no program comes in by it any more.",
        ["roles-changed"] = "The roles were changed, the person's sessions have ended, and their tokens carry no more than they may.",
        ["person-removed"] = "The account was removed.",
        ["comment-decided"] = "It was decided. For 60 seconds it can be undone.",
        ["decision-undone"] = "The decision was taken back.",
        ["comment-edited"] = "The text was changed. Its author sees what.",
        ["thread-locked"] = "The thread was changed.",
        ["comment-pinned"] = "The thread was changed.",
        ["sender-blocked"] = "The sender is blocked, and is told until when.",
        ["block-ended"] = "The block has ended.",
        ["content-fetched"] = "The repository was asked, and what it has is served.",
        ["content-not-fetched"] = "The repository could not be asked; why stands below.",
        ["draft-gone"] = "That post is published, or not there any more.",
        ["webhook-set-up"] = "The webhook is set up. A ping tries it.",
        ["webhook-pinged"] = "The ping arrived.",
        ["webhook-ping-lost"] = "The ping was sent, and the service does not say that it arrived.",
        ["webhook-redelivered"] = "What never arrived is sent once more.",
        ["webhook-removed"] = "The webhook is removed. Pushes are noticed by polling.",
        ["event-retried"] = "It is tried again.",
        ["event-discarded"] = "It was discarded.",
        ["mail-retried"] = "It is tried again.",
        ["request-accepted"] = "The request was carried out. Its person is told.",
        ["request-refused"] = "The request was refused. Its person is told why.",
        ["request-extended"] = "There are two months more. The person is told why.",
        ["retention-swept"] = "What was due has been removed.",
        ["hold-placed"] = "The comment is held.",
        ["hold-ended"] = "The comment is held no longer.",
        ["signed-out"] = "You have signed out.",
        ["confirmed"] = "Thank you. You can do it now.",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static string? Of(HttpRequest request) => Sentences.GetValueOrDefault(request.Query[Parameter].ToString());

    /// <summary>A path that leads to a page with a notice.</summary>
    public static string Path(string page, string done) =>
        $"{page}{(page.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{Parameter}={done}";
}
