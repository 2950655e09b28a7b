using System.Diagnostics.CodeAnalysis;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Results;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Comments.Moderation;

/// <summary>
/// What moderators see of comments: the queue in its order, all comments by age, and one comment with all that belongs to it. Each look is
/// audited before anything is shown, and nothing shows an address.
/// </summary>
[SuppressMessage("Naming", "CA1711", Justification = "The domain's word for it; no collection is meant.")]
public sealed class ModerationQueue
{
    /// <summary>How many comments one page holds at most.</summary>
    public const int LargestPage = 100;

    /// <summary>How many comments that are encrypted a search opens for one page, about; the next page goes on behind them.</summary>
    public const int MostSearched = 5000;

    private const int OpenedTogether = 250;

    private readonly DataContext data;
    private readonly AccessLog accesses;
    private readonly QueueParts parts;
    private readonly SealedTexts texts;

    internal ModerationQueue(DataContext data, AccessLog accesses, QueueParts parts, SealedTexts texts)
    {
        this.texts = texts;
        this.data = data;
        this.accesses = accesses;
        this.parts = parts;
    }

    /// <summary>Whether a text is a place where a page can begin.</summary>
    /// <param name="scope">Of which comments.</param>
    /// <param name="text">As <see cref="QueuePage.Next"/> gave it.</param>
    /// <returns>False for what no page ends with.</returns>
    public static bool IsKey(QueueScope scope, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return scope is QueueScope.Waiting ? QueueRanks.IsKey(text) : Guid.TryParse(text, out _);
    }

    /// <summary>A page of comments.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="after">Where the page begins, as <see cref="QueuePage.Next"/> gave it; null for the first.</param>
    /// <param name="limit">How many at most, 1 to <see cref="LargestPage"/>.</param>
    /// <param name="moderator">Who looks.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>The queue in its order, or, where the filter asks for a status or for all, the newest first.</returns>
    public async Task<QueuePage> ReadAsync(
        QueueFilter filter, string? after, int limit, ModeratorIdentity moderator, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentNullException.ThrowIfNull(moderator);
        await EnterAsync(moderator, "moderation_queue", filter.Name, cancellationToken);
        var size = Math.Clamp(limit, 1, LargestPage);
        var chosen = Chosen(filter);
        var ordered = filter.Scope is QueueScope.Waiting ? InOrder(chosen, after) : ByAge(chosen, after);
        var (page, last) = filter.Search?.Trim() is { Length: > 0 } search
            ? await SearchAsync(ordered, search, size, cancellationToken)
            : await TakeAsync(ordered, size, cancellationToken);
        var next = filter.Scope is QueueScope.Waiting ? last?.QueueKey : last?.Id.ToString("N");
        return new QueuePage(await parts.ItemsAsync(page, cancellationToken), next);
    }

    /// <summary>One comment with its verdicts, decisions, reports, appeal and edits.</summary>
    /// <param name="commentId">Which.</param>
    /// <param name="moderator">Who looks.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>The comment, or <see cref="CommentNotFound"/>.</returns>
    public async Task<Result<CommentFile>> FindAsync(Guid commentId, ModeratorIdentity moderator, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(moderator);
        if (await data.Set<Comment>().AsNoTracking().SingleOrDefaultAsync(known => known.Id == commentId, cancellationToken)
            is not { } comment)
        {
            return new CommentNotFound();
        }

        await EnterAsync(moderator, "comment", commentId.ToString("D"), cancellationToken);
        return await parts.FileAsync(comment, cancellationToken);
    }

    /// <summary>A page, and its last comment where there are more.</summary>
    private static async Task<(List<Comment> Page, Comment? Last)> TakeAsync(
        IQueryable<Comment> ordered, int size, CancellationToken cancellationToken)
    {
        var rows = await ordered.Take(size + 1).ToListAsync(cancellationToken);
        var page = rows.Take(size).ToList();
        return (page, rows.Count > size ? page[^1] : null);
    }

    /// <summary>
    /// The same of those that say something. What was never public is encrypted, each under a key of its own, so that it has to be opened
    /// to be searched: a page looks through <see cref="MostSearched"/> of them at most, and the next one goes on behind the last.
    /// </summary>
    private async Task<(List<Comment> Page, Comment? Last)> SearchAsync(
        IQueryable<Comment> ordered, string search, int size, CancellationToken cancellationToken)
    {
        var page = new List<Comment>(size);
        Comment? last = null;
        var searched = 0;
        await foreach (var some in ordered.Take(MostSearched + 1).AsAsyncEnumerable().Chunk(OpenedTogether)
            .WithCancellation(cancellationToken))
        {
            await texts.OpenAsync(some, cancellationToken);
            foreach (var comment in some)
            {
                if (page.Count == size || searched++ == MostSearched)
                {
                    return (page, last);
                }

                last = comment;
                if (Says(comment, search))
                {
                    page.Add(comment);
                }
            }
        }

        return (page, null);
    }

    private Task EnterAsync(ModeratorIdentity moderator, string type, string which, CancellationToken cancellationToken) =>
        accesses.EnterAsync(
            new PersonalDataAccess(moderator.Actor, moderator.Subject?.Value.ToString("D"), type, which), cancellationToken);

    private IQueryable<Comment> Chosen(QueueFilter filter)
    {
        var comments = data.Set<Comment>().AsNoTracking();
        if (filter.Scope is QueueScope.Status)
        {
            comments = comments.Where(comment => comment.ModerationStatus == filter.Status);
        }

        if (filter.PostId is { Length: > 0 } post)
        {
            comments = comments.Where(comment => comment.PostId == post);
        }

        if (filter.Flag is { Length: > 0 } flag)
        {
            comments = comments.Where(comment => ("," + comment.Flags + ",").Contains("," + flag + ","));
        }

        return filter.Search?.Trim() is { Length: > 0 } search ? MaySay(comments, search.ToLowerInvariant()) : comments;
    }

#pragma warning disable CA1304, CA1311, CA1862, MA0011 // It becomes SQL; both databases fold ASCII letters only.
    /// <summary>Those that say it in plain text, and all that are encrypted.</summary>
    private static IQueryable<Comment> MaySay(IQueryable<Comment> comments, string search) => comments.Where(comment =>
        comment.SealedWords != null
        || comment.Content.ToLower().Contains(search) || comment.AuthorName!.ToLower().Contains(search)); // No name contains nothing.
#pragma warning restore CA1304, CA1311, CA1862, MA0011

    private static bool Says(Comment comment, string search) => comment.SealedWords is null
        || comment.Content.Contains(search, StringComparison.OrdinalIgnoreCase)
        || comment.AuthorName?.Contains(search, StringComparison.OrdinalIgnoreCase) is true;

    private static IQueryable<Comment> InOrder(IQueryable<Comment> comments, string? after)
    {
        var waiting = comments.Where(comment => comment.QueueKey != null);
        return (after is null ? waiting : waiting.Where(comment => string.Compare(comment.QueueKey, after) > 0))
            .OrderBy(comment => comment.QueueKey);
    }

    private static IQueryable<Comment> ByAge(IQueryable<Comment> comments, string? after)
    {
        // Ids of version 7 begin with the time, so that the newest have the highest.
        var older = Guid.TryParse(after, out var id) ? comments.Where(comment => comment.Id.CompareTo(id) < 0) : comments;
        return older.OrderByDescending(comment => comment.Id);
    }
}

/// <summary>Which comments are looked at.</summary>
public sealed record QueueFilter
{
    /// <summary>Those that wait, those of a status, or all.</summary>
    public QueueScope Scope { get; init; } = QueueScope.Waiting;

    /// <summary>Which status, for <see cref="QueueScope.Status"/>.</summary>
    public ModerationStatus Status { get; init; }

    /// <summary>Only those on this post; null for all.</summary>
    public string? PostId { get; init; }

    /// <summary>Only those with this flag; null for all.</summary>
    public string? Flag { get; init; }

    /// <summary>Only those whose text or name contains this, whatever the case of ASCII letters; null for all.</summary>
    public string? Search { get; init; }

    /// <summary>What is entered as looked at: no word of a search, which may be somebody's name.</summary>
    internal string Name => Scope switch
    {
        QueueScope.Waiting => "waiting",
        QueueScope.Status => DecisionRecord.Word(Status),
        _ => "all",
    };
}

/// <summary>How comments are chosen and sorted.</summary>
public enum QueueScope
{
    /// <summary>Those that wait for a person, in the order of the queue.</summary>
    Waiting,

    /// <summary>Those of one status, the newest first.</summary>
    Status,

    /// <summary>All, the newest first.</summary>
    All,
}
