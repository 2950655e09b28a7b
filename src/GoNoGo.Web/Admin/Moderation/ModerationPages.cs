using GoNoGo.Accounts.Users;
using GoNoGo.Blog.Content;
using GoNoGo.Comments.Moderation;
using GoNoGo.Web.Admin.Frame;

namespace GoNoGo.Web.Admin.Moderation;

/// <summary>What the pages of moderation share.</summary>
internal static class ModerationPages
{
    public static ModerationPolicy PolicyOf(AdminRequest request) =>
        request.Service<IModerationPolicies>().Current ?? ModerationPolicy.Default;

    /// <summary>Titles of posts by slug, from the snapshot that is served.</summary>
    public static Func<string, (string Title, string? Address)> TitlesOf(AdminRequest request)
    {
        var (snapshot, now) = (request.Service<SnapshotStore>().Current, request.Service<TimeProvider>().GetUtcNow());
        return slug => snapshot?.FindPost(slug, now) is { } post ? (post.Title, post.Address) : (slug, null);
    }

    /// <summary>Handles of staff by account.</summary>
    public static async Task<Func<Guid, string>> HandlesAsync(AdminRequest request)
    {
        var people = (await request.Service<StaffDirectory>().ListAsync(request.Aborted))
            .ToDictionary(person => person.Id, person => person.Handle);
        return account => people.GetValueOrDefault(account, "somebody who has left");
    }
}
