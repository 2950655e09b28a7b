namespace GoNoGo.Integrations.Email;

/// <summary>The addresses that mails lead to. Web answers them, and says where it stands.</summary>
/// <param name="BaseUrl">The address of the start page, with a slash at the end where it stands under a path.</param>
/// <param name="OwnCommentPath">The path of a comment's own page, from its capability token.</param>
public sealed record MailLinks(Uri BaseUrl, Func<string, string> OwnCommentPath)
{
    /// <summary>Where an address is confirmed; the token follows.</summary>
    public const string ConfirmPath = "/mail/confirm/";

    /// <summary>Where mails are left; the token follows.</summary>
    public const string LeavePath = "/mail/leave/";

    /// <summary>What a mail program posts there to leave with one click (RFC 8058).</summary>
    public const string OneClick = "List-Unsubscribe=One-Click";

    private const string PolicyPath = "/privacy-policy";

    internal Uri Policy => Absolute(PolicyPath);

    internal Uri Confirm(string token) => Absolute(ConfirmPath + token);

    internal Uri Leave(string token) => Absolute(LeavePath + token);

    internal Uri OwnComment(string token) => Absolute(OwnCommentPath(token));

    // Paths are those of the blog, which may stand under one itself.
    // A header holds ASCII alone, and so does what a mail program takes out of one.
    internal Uri Absolute(string path) => new(new UriBuilder(BaseUrl) { Host = BaseUrl.IdnHost }.Uri, "." + path);
}
