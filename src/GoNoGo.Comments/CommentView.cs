namespace GoNoGo.Comments;

/// <summary>A comment as a viewer may see it. What the viewer's level does not allow is not there.</summary>
public sealed record CommentView
{
    /// <summary>The comment's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The comment it answers, if any.</summary>
    public Guid? ParentId { get; init; }

    /// <summary>1 for a comment on the post, at most 3.</summary>
    public required int Depth { get; init; }

    /// <summary>Its author; null for the tombstone of an erased comment.</summary>
    public required CommentAuthorView? Author { get; init; }

    /// <summary>The text as typed, Markdown; empty for a tombstone. Personal.</summary>
    public required string Content { get; init; }

    /// <summary>The text as safe HTML, the sanitiser being the last to touch it. Personal.</summary>
    public required string Html { get; init; }

    /// <summary>When it was sent, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its text was last changed, UTC.</summary>
    public DateTimeOffset? EditedAt { get; init; }

    /// <summary>Whether it takes no answers any more.</summary>
    public bool IsLocked { get; init; }
}

/// <summary>A comment's author, as far as the viewer's level goes.</summary>
/// <param name="Handle">Random per subject, or per comment where no address was given; never made from a tag.</param>
/// <param name="DisplayName">The name of the author's choice; null where none was given. Personal.</param>
public sealed record CommentAuthorView(string Handle, string? DisplayName)
{
    /// <summary>From the AUTHENTICATED level on: <see cref="Moderation.Reputation.Score"/>. Null for everybody else. Personal.</summary>
    public int? ReputationScore { get; init; }
}

/// <summary>The page of a thread on which a comment stands.</summary>
/// <param name="After">The last comment of the page before; null for the first page.</param>
public sealed record CommentPlace(Guid? After);

/// <summary>One page of a thread, in thread order.</summary>
/// <param name="Items">At most as many as were asked for.</param>
/// <param name="Next">Hand this as <c>after</c> to get the next page; null on the last.</param>
/// <param name="Total">How many approved comments the post has in all.</param>
public sealed record CommentPage(IReadOnlyList<CommentView> Items, Guid? Next, int Total)
{
    /// <summary>With the first page: comments that a moderator has pinned. They stand in the thread as well.</summary>
    public IReadOnlyList<CommentView> Pinned { get; init; } = [];
}
