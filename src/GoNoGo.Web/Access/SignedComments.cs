using GoNoGo.Accounts.Commenters;
using GoNoGo.Comments;

namespace GoNoGo.Web.Access;

/// <summary>A comment of who is signed in is theirs, whatever address is typed, and bears the name they chose where it has none.</summary>
internal static class SignedComments
{
    public static async Task<NewComment> OfAsync(HttpContext http, NewComment comment)
    {
        if (Viewers.CommenterOf(http) is not { } subject)
        {
            return comment;
        }

        var account = http.RequestServices.GetRequiredService<CommenterAccount>();
        var name = string.IsNullOrWhiteSpace(comment.AuthorName)
            ? await account.NameAsync(subject, http.RequestAborted)
            : comment.AuthorName;
        return comment with { SignedInAs = subject, AuthorName = name };
    }
}
