using GoNoGo.Comments.Moderation;
using GoNoGo.Gdpr.Consent;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Limits;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Results;

namespace GoNoGo.Comments;

/// <summary>Takes and shows comments.</summary>
public sealed class CommentService
{
    /// <summary>How many comments one page of a thread holds at most.</summary>
    public const int PageSize = 50;

    /// <summary>The deepest level of a thread; an answer to a comment there stands beside it.</summary>
    public const int MaximumDepth = 3;

    /// <summary>How many code points the text of a comment has at most.</summary>
    public const int LongestContent = CommentText.MaximumContentLength;

    /// <summary>How many code points the name of an author has at most.</summary>
    public const int LongestName = CommentText.MaximumNameLength;

    private readonly CommentRepository repository;
    private readonly CommentIntake intake;
    private readonly CommentWriter writer;
    private readonly UnitOfWork unitOfWork;
    private readonly CapabilityLinks links;
    private readonly ConsentLedger consents;
    private readonly SenderBlocks blocks;

    internal CommentService(
        CommentRepository repository,
        CommentIntake intake,
        CommentWriter writer,
        UnitOfWork unitOfWork,
        CapabilityLinks links,
        ConsentLedger consents,
        SenderBlocks blocks)
    {
        this.blocks = blocks;
        this.repository = repository;
        this.intake = intake;
        this.writer = writer;
        this.unitOfWork = unitOfWork;
        this.links = links;
        this.consents = consents;
    }

    /// <summary>Approved comments of a post in thread order, filtered for the viewer.</summary>
    /// <param name="postId">The post's slug.</param>
    /// <param name="viewer">Who is looking.</param>
    /// <param name="after">The last comment of the page before; null for the first page.</param>
    /// <param name="limit">How many at most, 1 to <see cref="PageSize"/>.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>An empty page where there are none.</returns>
    public Task<CommentPage> GetCommentsForPostAsync(
        string postId, Viewer viewer, Guid? after, int limit, CancellationToken cancellationToken) =>
        repository.GetCommentsForPostAsync(postId, viewer, after, Math.Clamp(limit, 1, PageSize), cancellationToken);

    /// <summary>How many comments of posts everybody may see, by one query.</summary>
    /// <param name="postIds">The posts' slugs, as many as there are.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>By slug, as <see cref="CommentPage.Total"/> counts them; a post without any is missing.</returns>
    public Task<IReadOnlyDictionary<string, int>> CountAsync(IReadOnlyList<string> postIds, CancellationToken cancellationToken) =>
        repository.CountAsync(postIds, cancellationToken);

    /// <summary>Where in its thread a comment stands that everybody may see, be it as the mark of one that was erased.</summary>
    /// <param name="postId">The post's slug.</param>
    /// <param name="commentId">Which.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>Its page, as pages of <see cref="PageSize"/> follow each other; null where it does not show on this post.</returns>
    public Task<CommentPlace?> FindPlaceAsync(string postId, Guid commentId, CancellationToken cancellationToken) =>
        repository.FindPlaceAsync(postId, commentId, PageSize, cancellationToken);

    /// <summary>One comment that everybody may see.</summary>
    /// <param name="postId">The post's slug.</param>
    /// <param name="commentId">Which.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>Null where it is not on this post, not approved or erased.</returns>
    public Task<CommentView?> FindAsync(string postId, Guid commentId, CancellationToken cancellationToken) =>
        repository.FindAsync(postId, commentId, cancellationToken);

    /// <summary>How a comment would look, and whether anything but the consent is missing; nothing is written.</summary>
    /// <param name="request">What was typed so far. Personal.</param>
    /// <returns>Its HTML and a ticket to send it with; or why it could not be sent.</returns>
    public Result<CommentPreview> Preview(NewComment request) => intake.Preview(request);

    /// <summary>
    /// Whether a commenter who is signed in is kept out for a time, or their network is; who is not learns it when they send something.
    /// </summary>
    /// <param name="viewer">Who is looking.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>False for who is not signed in.</returns>
    public async Task<bool> IsBlockedAsync(Viewer viewer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return viewer.Subject is { } subject && await blocks.HoldsAsync(subject, viewer.Networks, cancellationToken);
    }

    /// <summary>Lets comments follow their posts to new slugs, all at once: two posts may have changed places.</summary>
    /// <param name="slugs">Old slug to new.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>When the moves are part of the unit of work that runs in this scope.</returns>
    public Task MovePostsAsync(IReadOnlyDictionary<string, string> slugs, CancellationToken cancellationToken) =>
        repository.MovePostsAsync(slugs, cancellationToken);

    /// <summary>Takes a comment: stores it pending with its consent, audit entry and events in one transaction.</summary>
    /// <param name="request">What was sent. Personal.</param>
    /// <param name="cancellationToken">Ends the work before it is durable.</param>
    /// <returns>
    /// The receipt, the same again for a repeated request; or <see cref="UnknownPost"/>, <see cref="CommentsClosed"/>,
    /// <see cref="InvalidComment"/>, <see cref="SenderBlocked"/>, <see cref="IdempotencyKeyReused"/>, and <see cref="TooManyRequests"/>
    /// where its place was taken meanwhile and there is no other.
    /// </returns>
    public async Task<Result<CommentReceipt>> CreateAsync(NewComment request, CancellationToken cancellationToken)
    {
        if (!intake.Check(request).Succeeded(out var comment, out var refusal))
        {
            return refusal;
        }

        FaultPoint.Reach("comment.checked");
        var blocked = await blocks.FindAsync(comment, cancellationToken); // Before the unit: others wait for its end.
        var stored = await unitOfWork.RunPatientlyAsync(
            (transaction, ended) => writer.WriteAsync(transaction, comment, blocked, ended), cancellationToken);
        return stored.Succeeded(out var written, out refusal) ? await ReceiptAsync(written, cancellationToken) : refusal;
    }

    private async Task<CommentReceipt> ReceiptAsync(StoredComment comment, CancellationToken cancellationToken) =>
        new(
            comment.Id,
            links.TokenFor(comment.Id, comment.Counter),
            comment.IsRepeated
                ? await consents.ReceiptAsync(comment.Id, cancellationToken)
                : consents.Receipt(comment.Id, comment.At, comment.Given))
        {
            IsRepeated = comment.IsRepeated,
        };
}
