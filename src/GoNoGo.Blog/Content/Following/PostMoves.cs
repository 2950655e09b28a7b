using System.Globalization;
using GoNoGo.Comments;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Results;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Blog.Content.Following;

/// <summary>Remembers where posts once stood, so that old links and comments follow them.</summary>
internal sealed class PostMoves(IServiceScopeFactory scopes)
{
    private const int MaximumAttempts = 3;

    /// <summary>
    /// Takes the moves between two commits, all at once: two posts may have changed places. Taking the same ones again,
    /// after a crash before the swap or on another node, changes nothing.
    /// </summary>
    public async Task ApplyAsync(string? fromCommit, string toCommit, IReadOnlyList<PostMove> moves, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var scope = scopes.CreateAsyncScope();
            var comments = scope.ServiceProvider.GetRequiredService<CommentService>();
            var applied = await scope.ServiceProvider.GetRequiredService<UnitOfWork>().RunAsync(
                (transaction, ended) => ApplyAsync(transaction, comments, fromCommit, toCommit, moves, ended), cancellationToken);
            if (applied.Error is null)
            {
                return;
            }
            else if (attempt == MaximumAttempts)
            {
                throw new InvalidOperationException($"Moves of posts to commit {toCommit} could not be recorded: {applied.Error.Code}.");
            }
        }
    }

    /// <summary>Former address to the slug of the post that once stood there.</summary>
    public async Task<IReadOnlyDictionary<string, string>> FormerAddressesAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<DataContext>().Set<FormerAddress>().AsNoTracking()
            .ToDictionaryAsync(former => former.Address, former => former.PostId, StringComparer.Ordinal, cancellationToken);
    }

    /// <summary>The commit that was announced last, by whichever server.</summary>
    public async Task<string?> LastAnnouncedAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await LastAnnouncedAsync(scope.ServiceProvider.GetRequiredService<DataContext>(), cancellationToken);
    }

    /// <summary>
    /// Tells of another commit that is about to be served, once for each, whichever node comes first. The other servers hear that there is
    /// something to look at, also where the branch went back to a commit that was announced before (a trigger of the table tells them).
    /// </summary>
    public async Task AnnounceAsync(string fromCommit, string toCommit, FoundCommit found, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();

        // Where another node told of it at the same moment, the unit is refused and nothing is left to say.
        await scope.ServiceProvider.GetRequiredService<UnitOfWork>().RunAsync<AppliedMoves>(
            async (transaction, ended) =>
            {
                var announced = transaction.Data.Set<AnnouncedCommit>();
                if (await announced.SingleOrDefaultAsync(one => one.Commit == toCommit, ended) is { } known)
                {
                    if (await LastAnnouncedAsync(transaction.Data, ended) != toCommit)
                    {
                        known.At = transaction.StartedAt;
                    }

                    return new AppliedMoves();
                }

                announced.Add(new AnnouncedCommit { Commit = toCommit, At = transaction.StartedAt });
                transaction.Publish(new ContentUpdated(toCommit, fromCommit, found.Changes));
                transaction.Audit(new AuditAct(AuditActor.System, "content.updated", "commit", toCommit, new Dictionary<string, string>
                {
                    ["source"] = found.Cause.ToString().ToLowerInvariant(),
                    ["repository"] = found.Repository,
                    ["from"] = fromCommit,
                    ["changes"] = found.Changes.ToString(CultureInfo.InvariantCulture),
                }));
                return new AppliedMoves();
            },
            cancellationToken);
    }

    private static Task<string?> LastAnnouncedAsync(DataContext data, CancellationToken cancellationToken) =>
        data.Set<AnnouncedCommit>().AsNoTracking().OrderByDescending(announced => announced.At)
            .Select(announced => announced.Commit).FirstOrDefaultAsync(cancellationToken);

    private static async Task<Result<AppliedMoves>> ApplyAsync(
        Transaction transaction,
        CommentService comments,
        string? fromCommit,
        string toCommit,
        IReadOnlyList<PostMove> moves,
        CancellationToken cancellationToken)
    {
        var states = transaction.Data.Set<ContentState>();
        var state = await states.SingleOrDefaultAsync(cancellationToken);
        if (state?.Commit == toCommit)
        {
            return new AppliedMoves();
        }

        if (state is null)
        {
            states.Add(new ContentState { Commit = toCommit });
        }
        else
        {
            state.Commit = toCommit;
        }

        var slugs = moves.Where(move => move.FromSlug != move.ToSlug)
            .ToDictionary(move => move.FromSlug, move => move.ToSlug, StringComparer.Ordinal);
        await MoveAddressesAsync(transaction, slugs, moves, cancellationToken);
        await comments.MovePostsAsync(slugs, cancellationToken);
        transaction.Audit(new AuditAct(AuditActor.System, "content.posts_moved", "commit", toCommit, new Dictionary<string, string>
        {
            ["from"] = fromCommit ?? "",
            ["moves"] = moves.Count.ToString(CultureInfo.InvariantCulture),
        }));
        return new AppliedMoves();
    }

    private static async Task MoveAddressesAsync(
        Transaction transaction, Dictionary<string, string> slugs, IReadOnlyList<PostMove> moves, CancellationToken cancellationToken)
    {
        var known = await transaction.Data.Set<FormerAddress>()
            .ToDictionaryAsync(former => former.Address, StringComparer.Ordinal, cancellationToken);
        foreach (var former in known.Values)
        {
            former.PostId = slugs.GetValueOrDefault(former.PostId, former.PostId);
        }

        foreach (var move in moves.Where(move => move.FromAddress != move.ToAddress))
        {
            if (known.TryGetValue(move.FromAddress, out var former))
            {
                former.PostId = move.ToSlug;
            }
            else
            {
                transaction.Data.Add(new FormerAddress { Address = move.FromAddress, PostId = move.ToSlug });
            }
        }
    }

    private sealed record AppliedMoves;
}
