namespace GoNoGo.Comments;

/// <summary>What Comments asks of the blog: is there such a post, and may it be commented on now?</summary>
public interface IPostCatalog
{
    /// <summary>The published post with this id.</summary>
    /// <param name="postId">The post's slug.</param>
    /// <returns>Null where no post of that id is published at this moment.</returns>
    CommentablePost? Find(string postId);
}

/// <summary>A post as Comments needs to know it.</summary>
/// <param name="PostId">The slug, the id under which comments are kept.</param>
/// <param name="Title">The post's title.</param>
/// <param name="Address">The canonical path of its page, beginning and ending with a slash.</param>
/// <param name="Language">The language of its page, a BCP 47 tag.</param>
/// <param name="CommentsOpen">False where the front matter says <c>comments: false</c>, and once the post is too old to comment on.</param>
public sealed record CommentablePost(string PostId, string Title, string Address, string Language, bool CommentsOpen)
{
    /// <summary>When it was published, UTC; null where that is not known.</summary>
    public DateTimeOffset? PublishedAt { get; init; }
}
