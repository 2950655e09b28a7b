using System.Collections.Frozen;

namespace GoNoGo.Blog.Content.Following;

/// <summary>Remembers where posts once stood, so that old links and comments follow them.</summary>
internal sealed class PostMoves
{
    private readonly Lock gate = new();
    private Dictionary<string, string> slugByFormerAddress = new(StringComparer.Ordinal);

    /// <summary>
    /// Takes the moves between two commits, all at once: two posts may have changed places. Taking the same ones again,
    /// after a crash before the swap, changes nothing.
    /// </summary>
    public Task ApplyAsync(string? fromCommit, string toCommit, IReadOnlyList<PostMove> moves, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var slugs = moves.ToDictionary(move => move.FromSlug, move => move.ToSlug, StringComparer.Ordinal);
            var next = slugByFormerAddress.ToDictionary(
                former => former.Key, former => slugs.GetValueOrDefault(former.Value, former.Value), StringComparer.Ordinal);
            foreach (var move in moves.Where(move => move.FromAddress != move.ToAddress))
            {
                next[move.FromAddress] = move.ToSlug;
            }

            slugByFormerAddress = next;
        }

        return Task.CompletedTask;
    }

    /// <summary>Former address to the slug of the post that once stood there.</summary>
    public Task<IReadOnlyDictionary<string, string>> FormerAddressesAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult<IReadOnlyDictionary<string, string>>(slugByFormerAddress.ToFrozenDictionary(StringComparer.Ordinal));
        }
    }
}
