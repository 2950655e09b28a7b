namespace GoNoGo.Web.Api.Description;

/// <summary>What everybody may do.</summary>
internal static class PostOperations
{
    private const string After = "The id of the last comment that you have.";

    public static readonly ApiOperation List = new("listPosts", "Published posts, the newest first")
    {
        Answer = typeof(ListView<PostSummaryView>),
        Query = [new("page", "A further page, counted from 1.", typeof(int)), new("tag", "Only those with a tag.")],
        Refusals = [422],
    };

    public static readonly ApiOperation Show = new("getPost", "One post with its first page of comments")
    {
        Answer = typeof(PostDetailView),
        Refusals = [404],
    };

    public static readonly ApiOperation Comments = new("listComments", "Approved comments of a post in the order of their threads")
    {
        Answer = typeof(ListView<CommentItemView>),
        Query = [new("after", After, typeof(Guid)), new("limit", "1 to 50.", typeof(int))],
        Refusals = [404, 422],
    };

    public static readonly ApiOperation SendComment = new("sendComment", "Takes a comment, which waits for a person")
    {
        Body = typeof(NewCommentBody),
        Example = """{"content": "Good *morning*", "author_name": "Ada", "gdpr_consent": true}""",
        Answer = typeof(CreatedCommentView),
        Status = 201,
        Headers = [new("Idempotency-Key", "1 to 255 visible ASCII characters; the same request under it has one effect in 24 hours.")],
        Refusals = [400, 403, 404, 409, 413, 415, 422],
    };
}
