namespace GoNoGo.Blog.Content;

/// <summary>How the blog stands to its repository, for health and for the operator.</summary>
public sealed record ContentStatus
{
    /// <summary>The commit that is served; null until there is one.</summary>
    public string? Commit { get; init; }

    /// <summary>When the repository was last asked, with success or not; null before the first time.</summary>
    public DateTimeOffset? LastCheckedAt { get; init; }

    /// <summary>When another commit was last taken over; null where none was since the start.</summary>
    public DateTimeOffset? LastChangedAt { get; init; }

    /// <summary>Why the last look failed; null when it went well.</summary>
    public ContentUnavailable? LastError { get; init; }
}
