using GoNoGo.Blog.Content;
using GoNoGo.Blog.Posts;
using GoNoGo.Comments;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Results;

namespace GoNoGo.Blog;

/// <summary>What readers ask of the blog: posts with their comments, by the viewer's level.</summary>
/// <param name="snapshots">The snapshot that is served.</param>
/// <param name="comments">Where the comments come from.</param>
/// <param name="clock">Decides what is published.</param>
public sealed class BlogService(SnapshotStore snapshots, CommentService comments, TimeProvider clock)
{
    /// <summary>A published post with a page of its comments and what this viewer may do.</summary>
    /// <param name="slug">The post's slug.</param>
    /// <param name="viewer">Who is looking; comments are filtered for them.</param>
    /// <param name="after">Where the page of comments begins; null for the first.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>The view, or <see cref="PostNotFound"/>.</returns>
    public async Task<Result<PostView>> GetPostWithCommentsAsync(
        string slug, Viewer viewer, Guid? after, CancellationToken cancellationToken)
    {
        if (snapshots.Current is not { } snapshot || snapshot.FindPost(slug, clock.GetUtcNow()) is not { } post)
        {
            return new PostNotFound();
        }

        var page = await comments.GetCommentsForPostAsync(post.Slug, viewer, after, CommentService.PageSize, cancellationToken);
        var canComment = post.TakesComments(clock.GetUtcNow()) && !await comments.IsBlockedAsync(viewer, cancellationToken);
        var permissions = new PostPermissions(canComment, canComment, viewer.Level is PrivacyLevel.Moderator, viewer.ManagesContent);
        return new PostView(post, page, permissions);
    }
}

/// <summary>A post as a viewer meets it.</summary>
/// <param name="Post">The post.</param>
/// <param name="Comments">The first comments, filtered for the viewer.</param>
/// <param name="Permissions">What the viewer may do.</param>
public sealed record PostView(Post Post, CommentPage Comments, PostPermissions Permissions);

/// <summary>What a viewer may do with a post.</summary>
/// <param name="CanComment">Write a comment: the post takes them, and the viewer is not kept out.</param>
/// <param name="CanReply">Answer a comment that is not locked, under the same conditions.</param>
/// <param name="CanModerate">Decide on comments.</param>
/// <param name="CanEdit">Change the post, by a push: the content is theirs.</param>
public sealed record PostPermissions(bool CanComment, bool CanReply, bool CanModerate, bool CanEdit);

/// <summary>No post of that slug is published.</summary>
public sealed record PostNotFound() : NotFound("post_not_found", "There is no post at this address.");
