using System.Globalization;
using GoNoGo.Gdpr.Subjects;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Results;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Comments.Moderation;

/// <summary>
/// Who may not comment for a time, by the tag of their address or network. Never in the shadow: who is blocked is told, and until when.
/// </summary>
public sealed class SenderBlocks
{
    /// <summary>The longest block of an address, in days.</summary>
    public const int MostDays = 365;

    private readonly DataContext data;
    private readonly UnitOfWork unitOfWork;
    private readonly SubjectDirectory subjects;
    private readonly TimeProvider clock;

    internal SenderBlocks(DataContext data, UnitOfWork unitOfWork, SubjectDirectory subjects, TimeProvider clock)
    {
        this.data = data;
        this.unitOfWork = unitOfWork;
        this.subjects = subjects;
        this.clock = clock;
    }

    /// <summary>Blocks the sender of a comment. Who is blocked already is from now on blocked for this time. Audited.</summary>
    /// <param name="commentId">Whose sender.</param>
    /// <param name="block">By what, for how long and why.</param>
    /// <param name="moderator">Who blocks.</param>
    /// <param name="cancellationToken">Ends the work before it is durable.</param>
    /// <returns>
    /// The block; or <see cref="CommentNotFound"/>, <see cref="CommentChangedMeanwhile"/>, <see cref="BlockPeriodWrong"/>,
    /// <see cref="SenderNotKnown"/> where the comment has no tag of that kind, or only one whose key is destroyed.
    /// </returns>
    public Task<Result<BlockView>> BlockAsync(
        Guid commentId, NewBlock block, ModeratorIdentity moderator, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(block);
        ArgumentNullException.ThrowIfNull(moderator);
        return unitOfWork.RunPatientlyAsync<BlockView>(
            async (transaction, ended) =>
            {
                if (block.Days is < 1 or > MostDays)
                {
                    return new BlockPeriodWrong();
                }

                if (await data.Set<Comment>().AsNoTracking().SingleOrDefaultAsync(known => known.Id == commentId, ended) is not { } comment)
                {
                    return new CommentNotFound();
                }

                if (block.Revision is { } seen && seen != comment.Revision)
                {
                    return new CommentChangedMeanwhile(DecisionRecord.Word(comment.ModerationStatus));
                }

                if (await TagAsync(comment, block.Kind, ended) is not { } tag)
                {
                    return new SenderNotKnown();
                }

                var until = transaction.StartedAt.AddDays(block.Days);
                if (block.Kind is BlockKind.Network && KeyEnd(tag) is var keyEnd && keyEnd < until)
                {
                    until = keyEnd;
                }

                return until <= transaction.StartedAt
                    ? new SenderNotKnown()
                    : await AddAsync(transaction, tag, block, until, moderator, ended);
            },
            cancellationToken);
    }

    /// <summary>Ends a block before its time. Audited.</summary>
    /// <param name="blockId">Which.</param>
    /// <param name="moderator">Who ends it.</param>
    /// <param name="cancellationToken">Ends the work before it is durable.</param>
    /// <returns>The block as it was, or <see cref="BlockNotFound"/>.</returns>
    public Task<Result<BlockView>> LiftAsync(Guid blockId, ModeratorIdentity moderator, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(moderator);
        return unitOfWork.RunPatientlyAsync<BlockView>(
            async (transaction, ended) =>
            {
                if (await data.Set<SenderBlock>().SingleOrDefaultAsync(known => known.Id == blockId, ended) is not { } block)
                {
                    return new BlockNotFound();
                }

                data.Remove(block);
                Enter(transaction, "sender.unblocked", block, moderator);
                return BlockView.From(block);
            },
            cancellationToken);
    }

    /// <summary>The blocks in force, those that end last first.</summary>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>Without tags: nobody needs to see one.</returns>
    public async Task<IReadOnlyList<BlockView>> ListAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var blocks = await data.Set<SenderBlock>().AsNoTracking()
            .Where(block => block.Until > now)
            .OrderByDescending(block => block.Until)
            .ToListAsync(cancellationToken);
        return [.. blocks.Select(BlockView.From)];
    }

    /// <summary>Whether the sender of a comment is blocked; null where they are not.</summary>
    internal async Task<SenderBlocked?> FindAsync(CheckedComment comment, CancellationToken cancellationToken)
    {
        // Whatever address was typed: who is signed in is blocked by their own.
        var address = comment.SignedInAs is { } known ? await subjects.TagAsync(known, cancellationToken) : comment.EmailTag;

        // Not a list of tags, whose SQL would be made anew each time.
        var (mailed, today, yesterday) = (address?.Value ?? "", comment.NetworkTag?.Value ?? "", comment.EarlierNetworkTag?.Value ?? "");
        var now = clock.GetUtcNow();
        var until = await data.Set<SenderBlock>().AsNoTracking()
            .Where(block => (block.Tag == mailed || block.Tag == today || block.Tag == yesterday) && block.Until > now)
            .OrderByDescending(block => block.Until)
            .Select(block => (DateTimeOffset?)block.Until)
            .FirstOrDefaultAsync(cancellationToken);
        return until is { } end ? new SenderBlocked(end.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)) : null;
    }

    /// <summary>Whether a person is blocked, by their address or by where they are.</summary>
    internal async Task<bool> HoldsAsync(SubjectId subject, IEnumerable<NetworkTag> networks, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var address = await subjects.TagAsync(subject, cancellationToken);
        string[] tags = [.. networks.Select(network => network.Value).Concat(address is { Value: var tag } ? [tag] : [])];
        return await data.Set<SenderBlock>().AnyAsync(block => tags.Contains(block.Tag) && block.Until > now, cancellationToken);
    }

    private async Task<string?> TagAsync(Comment comment, BlockKind kind, CancellationToken cancellationToken) => kind switch
    {
        BlockKind.Network => comment.NetworkTag,
        _ => comment.SubjectId is { } subject ? (await subjects.TagAsync(new SubjectId(subject), cancellationToken))?.Value : null,
    };

    private async Task<BlockView> AddAsync(
        Transaction transaction,
        string tag,
        NewBlock wanted,
        DateTimeOffset until,
        ModeratorIdentity moderator,
        CancellationToken cancellationToken)
    {
        var block = await data.Set<SenderBlock>().SingleOrDefaultAsync(known => known.Tag == tag, cancellationToken);
        if (block is null)
        {
            block = new SenderBlock
            {
                Id = Guid.CreateVersion7(transaction.StartedAt),
                Kind = wanted.Kind,
                Tag = tag,
                Reason = wanted.Reason,
                CreatedAt = transaction.StartedAt,
                Until = until,
                Actor = moderator.Actor,
                BlockedBy = moderator.Subject?.Value,
            };
            data.Add(block);
        }

        block.Until = until;
        Enter(transaction, "sender.blocked", block, moderator);
        return BlockView.From(block);
    }

    private static void Enter(Transaction transaction, string action, SenderBlock block, ModeratorIdentity moderator) =>
        transaction.Audit(new AuditAct(moderator.Actor, action, "block", block.Id.ToString("D"), moderator.Details(
            ("kind", block.Kind.ToString().ToLowerInvariant()),
            ("until", block.Until.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)),
            ("reason", ReasonWords.Code(block.Reason)))));

    /// <summary>The version of the key of a network's tag, which is its day as yyyyMMdd.</summary>
    internal static int DayOf(string tag) =>
        int.Parse(tag.AsSpan(0, tag.IndexOf(':', StringComparison.Ordinal)), CultureInfo.InvariantCulture);

    /// <summary>The end of the day after the tag's own: then its key is destroyed, and nothing can bear the tag any more.</summary>
    private static DateTimeOffset KeyEnd(string tag)
    {
        var version = DayOf(tag);
        var day = new DateOnly(version / 10_000, version / 100 % 100, version % 100);
        return new DateTimeOffset(day.AddDays(2), TimeOnly.MinValue, TimeSpan.Zero);
    }
}

/// <summary>A block that is wanted.</summary>
/// <param name="Kind">By what.</param>
/// <param name="Days">For how long, 1 to <see cref="SenderBlocks.MostDays"/>; a network's ends with the key of its day.</param>
/// <param name="Reason">Why.</param>
/// <param name="Revision">The revision of the comment that was looked at; null blocks in any case.</param>
public sealed record NewBlock(BlockKind Kind, int Days, RefusalReason Reason, int? Revision = null);

/// <summary>A block in force, without the tag.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">By what.</param>
/// <param name="Reason">Why.</param>
/// <param name="CreatedAt">Since when, UTC.</param>
/// <param name="Until">Until when, UTC.</param>
public sealed record BlockView(Guid Id, BlockKind Kind, RefusalReason Reason, DateTimeOffset CreatedAt, DateTimeOffset Until)
{
    internal static BlockView From(SenderBlock block) => new(block.Id, block.Kind, block.Reason, block.CreatedAt, block.Until);
}
