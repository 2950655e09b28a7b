using GoNoGo.Blog.Content;
using GoNoGo.Comments;
using GoNoGo.Comments.Moderation;

namespace GoNoGo.Blog;

/// <summary>The posts of the served snapshot, as Comments asks for them.</summary>
internal sealed class SnapshotCatalog(SnapshotStore snapshots, TimeProvider clock) : IPostCatalog
{
    public CommentablePost? Find(string postId) =>
        snapshots.Current is { } snapshot && snapshot.FindPost(postId, clock.GetUtcNow()) is { } post
            ? new CommentablePost(
                post.Slug,
                post.Title,
                post.Address,
                post.Language ?? snapshot.Site.Language,
                post.TakesComments(clock.GetUtcNow()))
            {
                PublishedAt = post.PublishedAt,
            }
            : null;
}

/// <summary>The policy of the served snapshot, as Comments asks for it.</summary>
internal sealed class SnapshotPolicies(SnapshotStore snapshots) : IModerationPolicies
{
    public ModerationPolicy? Current => snapshots.Current?.Site.Moderation;
}
