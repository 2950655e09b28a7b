using GoNoGo.Blog.Images;
using GoNoGo.Blog.Posts;
using GoNoGo.Comments;

namespace GoNoGo.Web.Pages;

/// <summary>A post's page.</summary>
/// <param name="Post">The post.</param>
/// <param name="Comments">A page of its comments; null where they cannot be had at the moment.</param>
/// <param name="Form">The empty form; null where comments are closed.</param>
public sealed record PostModel(Post Post, CommentPage? Comments, CommentFormModel? Form)
{
    /// <summary>The pictures of the blog.</summary>
    public PictureIndex Pictures { get; init; } = PictureIndex.Empty;

    /// <summary>The parts of its series, itself among them, the oldest first; empty where it is in none.</summary>
    public IReadOnlyList<Post> Series { get; init; } = [];

    /// <summary>Posts on the same.</summary>
    public IReadOnlyList<Post> Related { get; init; } = [];

    /// <summary>Until when it can be read by this link, where it is not published; null where it is.</summary>
    public DateTimeOffset? DraftUntil { get; init; }

    /// <summary>The next older post.</summary>
    public Post? Older { get; init; }

    /// <summary>The next newer post.</summary>
    public Post? Newer { get; init; }

    /// <summary>The post in several languages, itself among them; empty where it has one alone.</summary>
    public IReadOnlyList<Translation> Translations { get; init; } = [];

    /// <summary>Where this page of comments begins; null for the first.</summary>
    public Guid? After { get; init; }
}
