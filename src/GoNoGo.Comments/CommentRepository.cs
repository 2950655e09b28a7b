using GoNoGo.Comments.Moderation;
using GoNoGo.Comments.Rendering;
using GoNoGo.Gdpr.Subjects;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Comments;

/// <summary>Reads comments through the privacy filter: what a viewer's level does not allow never leaves here.</summary>
internal sealed class CommentRepository(
    DataContext data, SubjectDirectory subjects, Reputations reputations, CommentRenderer renderer)
{
    public async Task<CommentPage> GetCommentsForPostAsync(
        string postId, Viewer viewer, Guid? after, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        var visible = Visible(postId);
        var total = await data.Set<Comment>().AsNoTracking()
            .CountAsync(
                comment => comment.PostId == postId && comment.ModerationStatus == ModerationStatus.Approved && !comment.IsRestricted,
                cancellationToken);
        if (after is not null)
        {
            var key = await data.Set<Comment>().AsNoTracking().IgnoreQueryFilters([Comment.NotErased])
                .Where(comment => comment.Id == after && comment.PostId == postId)
                .Select(comment => comment.ThreadKey)
                .SingleOrDefaultAsync(cancellationToken);
            if (key is null)
            {
                return new CommentPage([], null, total);
            }

            visible = visible.Where(comment => string.Compare(comment.ThreadKey, key) > 0);
        }

        var rows = await Rows(visible.OrderBy(comment => comment.ThreadKey).Take(limit + 1)).ToListAsync(cancellationToken);
        var page = rows.Take(limit).ToList();
        var authors = await AuthorsAsync(page, viewer, cancellationToken);
        return new CommentPage(
            [.. page.Select(row => View(row, authors))],
            rows.Count > limit ? page[^1].Id : null,
            total)
        {
            Pinned = after is null && (rows.Count > limit || page.Exists(row => row.IsPinned))
                ? await PinnedAsync(postId, viewer, cancellationToken)
                : [],
        };
    }

    public async Task<IReadOnlyDictionary<string, int>> CountAsync(IReadOnlyList<string> postIds, CancellationToken cancellationToken) =>
        await data.Set<Comment>().AsNoTracking()
            .Where(comment => EF.Parameter(postIds).Contains(comment.PostId)
                && comment.ModerationStatus == ModerationStatus.Approved && !comment.IsRestricted)
            .GroupBy(comment => comment.PostId)
            .Select(thread => new { PostId = thread.Key, Count = thread.Count() })
            .ToDictionaryAsync(thread => thread.PostId, thread => thread.Count, StringComparer.Ordinal, cancellationToken);

    public async Task<CommentPlace?> FindPlaceAsync(string postId, Guid commentId, int pageSize, CancellationToken cancellationToken)
    {
        var visible = Visible(postId);
        var key = await visible.Where(comment => comment.Id == commentId)
            .Select(comment => comment.ThreadKey)
            .SingleOrDefaultAsync(cancellationToken);
        if (key is null)
        {
            return null;
        }

        var before = await visible.CountAsync(comment => string.Compare(comment.ThreadKey, key) < 0, cancellationToken);
        var begins = before - (before % pageSize);
        return begins == 0 ? new CommentPlace(null) : new CommentPlace(await visible.OrderBy(comment => comment.ThreadKey)
            .Skip(begins - 1)
            .Select(comment => comment.Id)
            .FirstAsync(cancellationToken));
    }

    public async Task<CommentView?> FindAsync(string postId, Guid commentId, CancellationToken cancellationToken)
    {
        var found = Visible(postId).Where(comment => comment.Id == commentId && !comment.IsDeleted && !comment.IsRestricted);
        if (await Rows(found).SingleOrDefaultAsync(cancellationToken) is not { } row)
        {
            return null;
        }

        return View(row, await AuthorsAsync([row], Viewer.Anonymous, cancellationToken));
    }

    public async Task MovePostsAsync(IReadOnlyDictionary<string, string> slugs, CancellationToken cancellationToken)
    {
        var comments = await data.Set<Comment>().IgnoreQueryFilters([Comment.NotErased])
            .Where(comment => slugs.Keys.Contains(comment.PostId))
            .ToListAsync(cancellationToken);
        foreach (var comment in comments)
        {
            comment.PostId = slugs[comment.PostId];
        }
    }

    /// <summary>A comment that may be answered, if it is not locked; null where there is none that anybody can see on this post.</summary>
    public async Task<ParentComment?> FindParentAsync(string postId, Guid? parentId, CancellationToken cancellationToken) =>
        parentId is null ? null : await data.Set<Comment>()
            .Where(comment => comment.Id == parentId && comment.PostId == postId && comment.ModerationStatus == ModerationStatus.Approved
                && !comment.IsRestricted)
            .Select(comment => new ParentComment(comment.ThreadKey, comment.IsLocked))
            .SingleOrDefaultAsync(cancellationToken);

    /// <summary>What is shown above the thread as well, the oldest first.</summary>
    private async Task<IReadOnlyList<CommentView>> PinnedAsync(string postId, Viewer viewer, CancellationToken cancellationToken)
    {
        var rows = await Rows(data.Set<Comment>().AsNoTracking()
            .Where(comment => comment.PostId == postId && comment.ModerationStatus == ModerationStatus.Approved && comment.IsPinned
                && !comment.IsRestricted)
            .OrderBy(comment => comment.ThreadKey)).ToListAsync(cancellationToken);
        var authors = await AuthorsAsync(rows, viewer, cancellationToken);
        return [.. rows.Select(row => View(row, authors))];
    }

    /// <summary>What the viewer may know of the authors, by subject: scores from the AUTHENTICATED level on.</summary>
    private async Task<Authors> AuthorsAsync(IReadOnlyList<CommentRow> rows, Viewer viewer, CancellationToken cancellationToken)
    {
        IReadOnlyCollection<Guid> known = [.. rows.Select(row => row.SubjectId).OfType<Guid>().Distinct()];
        return new Authors(
            await subjects.HandlesAsync(known, cancellationToken),
            viewer.Level is PrivacyLevel.Public ? null : await reputations.FindAsync(known, cancellationToken));
    }

    /// <summary>Approved comments, and the tombstones that approved answers hang from.</summary>
    private IQueryable<Comment> Visible(string postId)
    {
        var approved = data.Set<Comment>().AsNoTracking().IgnoreQueryFilters([Comment.NotErased])
            .Where(comment => comment.PostId == postId && comment.ModerationStatus == ModerationStatus.Approved);
        return approved.Where(comment => (!comment.IsDeleted && !comment.IsRestricted) || approved.Any(answer =>
            !answer.IsDeleted && !answer.IsRestricted
            && string.Compare(answer.ThreadKey, comment.ThreadKey) > 0
            && string.Compare(answer.ThreadKey, comment.ThreadKey + ThreadKeys.End) < 0));
    }

    private static IQueryable<CommentRow> Rows(IQueryable<Comment> comments) => comments.Select(comment => new CommentRow(
        comment.Id,
        comment.ParentId,
        comment.Depth,
        comment.SubjectId,
        comment.AuthorName,
        comment.Content,
        comment.CreatedAt,
        comment.EditedAt,
        comment.IsDeleted || comment.IsRestricted,
        comment.IsLocked,
        comment.IsPinned));

    private CommentView View(CommentRow row, Authors authors) => new()
    {
        Id = row.Id,
        ParentId = row.ParentId,
        Depth = row.Depth,
        Author = row.IsHidden ? null : authors.Of(row),
        Content = row.IsHidden ? "" : row.Content,
        Html = row.IsHidden ? "" : renderer.Render(row.Content),
        CreatedAt = row.CreatedAt,
        EditedAt = row.EditedAt,
        IsLocked = row.IsLocked,
    };

    private sealed record Authors(IReadOnlyDictionary<Guid, string> Handles, IReadOnlyDictionary<Guid, Reputation>? Reputations)
    {
        public CommentAuthorView Of(CommentRow row)
        {
            var subject = row.SubjectId ?? Guid.Empty;
            return new CommentAuthorView(Handles.GetValueOrDefault(subject, ""), row.AuthorName)
            {
                ReputationScore = Reputations?.GetValueOrDefault(subject, new Reputation(0, 0)).Score,
            };
        }
    }

    private sealed record CommentRow(
        Guid Id, Guid? ParentId, int Depth, Guid? SubjectId, string? AuthorName,
        string Content, DateTimeOffset CreatedAt, DateTimeOffset? EditedAt, bool IsHidden, bool IsLocked, bool IsPinned);
}

/// <summary>A comment that is answered.</summary>
internal sealed record ParentComment(string ThreadKey, bool IsLocked);
