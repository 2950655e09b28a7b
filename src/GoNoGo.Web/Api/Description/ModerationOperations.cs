namespace GoNoGo.Web.Api.Description;

/// <summary>What moderators do.</summary>
internal static class ModerationOperations
{
    private static readonly ApiParameter IfMatch = new("If-Match", "The ETag of the comment that was looked at.");

    private static readonly ApiParameter[] Filter =
    [
        new("post", "Only of the post with this slug."),
        new("flag", "Only with this flag."),
        new("search", "Only where text or name contains it."),
        new("limit", "1 to 100.", typeof(int)),
        new("after", "Where the next page begins, as next says."),
    ];

    public static readonly ApiOperation Queue = new("listQueue", "Comments that wait for a person, in the order of the queue")
    {
        Answer = typeof(ListView<ModeratedCommentView>),
        Query = Filter,
        Refusals = [422],
    };

    public static readonly ApiOperation Comments = new("listAllComments", "All comments, the newest first")
    {
        Answer = typeof(ListView<ModeratedCommentView>),
        Query = [new("status", "pending, approved, rejected or spam."), .. Filter],
        Refusals = [422],
    };

    public static readonly ApiOperation Comment = new("getComment", "One comment with verdicts, decisions, reports, appeal and edits")
    {
        Answer = typeof(CommentFileView),
        Refusals = [404],
    };

    public static readonly ApiOperation Approve = Decide("approveComment", "Publishes a comment");

    public static readonly ApiOperation MarkSpam = Decide("markCommentAsSpam", "Keeps a comment from being published as spam");

    public static readonly ApiOperation Reject = Decide("rejectComment", "Keeps a comment from being published, for a reason") with
    {
        Body = typeof(RejectionBody),
        IsBodyOptional = false,
        Example = """{"reason": "off_topic"}""",
    };

    public static readonly ApiOperation DecideAll = new("decideOnComments", "Decides on up to 200 comments, with a result for each")
    {
        Body = typeof(BulkDecisionBody),
        Example = """{"status": "spam", "comments": [{"id": "019a9d3e-7c00-7000-8000-000000000001", "revision": 1}]}""",
        Answer = typeof(ListView<BulkItemView>),
        Refusals = [400, 413, 415, 422],
    };

    public static readonly ApiOperation Undo = new("undoDecision", "Takes a decision back within 60 seconds")
    {
        Answer = typeof(DecidedView),
        Headers = [IfMatch],
        Refusals = [404, 409, 412],
    };

    public static readonly ApiOperation Edit = Change("changeText", "Changes the text of a comment; the text before is kept") with
    {
        Body = typeof(CommentTextBody),
        Example = """{"content": "The text without the telephone number."}""",
        Headers = [IfMatch],
        Refusals = [400, 404, 409, 412, 413, 415, 422],
    };

    public static readonly ApiOperation Lock = Change("lockThread", "Takes no more answers");

    public static readonly ApiOperation Unlock = Change("unlockThread", "Takes answers again");

    public static readonly ApiOperation Pin = Change("pinComment", "Shows a comment above the thread as well");

    public static readonly ApiOperation Unpin = Change("unpinComment", "Shows a comment in its thread alone");

    public static readonly ApiOperation Block = new("blockSender", "Keeps the sender of a comment from commenting for a time")
    {
        Body = typeof(BlockBody),
        Example = """{"kind": "email", "days": 7, "reason": "spam"}""",
        Answer = typeof(BlockItemView),
        Headers = [IfMatch],
        Refusals = [400, 404, 409, 412, 413, 415, 422],
    };

    public static readonly ApiOperation Blocks = new("listBlocks", "Who may not comment, without tags")
    {
        Answer = typeof(ListView<BlockItemView>),
    };

    public static readonly ApiOperation EndBlock = new("endBlock", "Ends a block before its time") { Status = 204, Refusals = [404] };

    private static ApiOperation Decide(string id, string summary) => new(id, summary)
    {
        Body = typeof(DecisionBody),
        IsBodyOptional = true,
        Example = """{"revision": 1}""",
        Answer = typeof(DecidedView),
        Headers = [IfMatch],
        Refusals = [400, 404, 409, 412, 413, 415, 422],
    };

    private static ApiOperation Change(string id, string summary) => new(id, summary)
    {
        Answer = typeof(CommentRevisionView),
        Headers = [IfMatch],
        Refusals = [404, 409, 412],
    };
}
